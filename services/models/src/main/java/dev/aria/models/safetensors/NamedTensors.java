package dev.aria.models.safetensors;

import dev.aria.core.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one safetensors file holds.
 *
 * @param tensors tensors by name, in file order
 * @param metadata free text by key
 */
public record NamedTensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
  public NamedTensors {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Map.copyOf(metadata);
    if (tensors.containsKey(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException(
          "no tensor may be named " + SafetensorsHeader.METADATA + ": the format keeps that name");
    }
  }

  /**
   * The tensor {@code name}.
   *
   * @throws IllegalArgumentException when there is none; the message lists what there is
   */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor %s among %s".formatted(name, tensors.keySet()));
    }
    return tensor;
  }
}
