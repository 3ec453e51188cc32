package dev.aria.models.torchscript;

import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import java.util.regex.Pattern;

/**
 * A float32 tensor of a module under its PyTorch name.
 *
 * @param name identifiers joined by dots, such as {@code block0.first.weight}; all but the last
 *     name submodules
 * @param trainable whether it is a parameter; otherwise a buffer
 */
public record NamedTensor(String name, Tensor value, boolean trainable) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");

  public NamedTensor {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name must be identifiers joined by dots, got '%s'".formatted(name));
    }
    if (value.type() != ElementType.FLOAT32) {
      throw new IllegalArgumentException("%s must be float32, got %s".formatted(name, value));
    }
  }

  /** A tensor that training changes. */
  public static NamedTensor parameter(String name, Tensor value) {
    return new NamedTensor(name, value, true);
  }

  /** A tensor that training leaves alone. */
  public static NamedTensor buffer(String name, Tensor value) {
    return new NamedTensor(name, value, false);
  }
}
