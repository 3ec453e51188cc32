package dev.aria.models.model;

import dev.aria.models.torchscript.NamedTensor;
import dev.aria.models.torchscript.ScriptModule;
import java.util.List;
import java.util.Map;

/** The shape of a network that Java itself can write, before it has weights. */
public interface Architecture {
  /** Name of the family, as it stands in {@link ModelDescriptor#family()}. */
  String family();

  /** The family's settings by name, as they stand in {@link ModelDescriptor#architecture()}. */
  Map<String, String> settings();

  /** Extents of one sample. */
  List<Integer> sampleShape();

  /** Extents of one condition. */
  List<Integer> conditionShape();

  /** Number of trainable values. */
  default long parameters() {
    return initialised(0).tensors().stream()
        .filter(NamedTensor::trainable)
        .mapToLong(tensor -> tensor.value().size())
        .sum();
  }

  /** The module with fresh weights, a pure function of {@code seed}. */
  ScriptModule initialised(long seed);
}
