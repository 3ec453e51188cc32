package dev.aria.models.unet;

import static dev.aria.models.torchscript.ScriptText.script;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.torchscript.NamedTensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A method body that is being written: one operator a line, and the tensors that the lines refer
 * to.
 */
final class ScriptLines {
  private final StringBuilder body = new StringBuilder();
  private final List<NamedTensor> tensors = new ArrayList<>();
  private int variables;

  /** Adds {@code v = expression} and returns the variable's name. */
  String let(String expression) {
    String variable = "v" + variables++;
    body.append(script("    %s = %s\n", variable, expression));
    return variable;
  }

  /** Adds a parameter and returns the expression that reads it. */
  String parameter(String name, Tensor value) {
    tensors.add(NamedTensor.parameter(name, value));
    return "self." + name;
  }

  /** Adds a buffer and returns the expression that reads it. */
  String buffer(String name, Tensor value) {
    tensors.add(NamedTensor.buffer(name, value));
    return "self." + name;
  }

  int tensorCount() {
    return tensors.size();
  }

  List<NamedTensor> tensors() {
    return List.copyOf(tensors);
  }

  String body() {
    return body.toString();
  }
}
