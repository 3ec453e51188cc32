package dev.aria.models.weights;

import dev.aria.core.digest.Sha256;
import dev.aria.core.file.DurableFile;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.engine.TorchModule;
import dev.aria.models.engine.Transfer;
import dev.aria.models.json.StrictJson;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.safetensors.NamedTensors;
import dev.aria.models.safetensors.Safetensors;
import dev.aria.models.torchscript.NamedTensor;
import dev.aria.models.torchscript.ScriptArchive;
import dev.aria.models.torchscript.ScriptModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a model as a safetensors file, under their PyTorch names, with the model's
 * descriptor as metadata; and, for families that Java writes itself, the model file made of it
 * again. Buffers are not kept: the family knows them.
 */
public final class WeightsFile {
  private static final String DESCRIPTOR = "aria.descriptor";

  private WeightsFile() {}

  /**
   * Writes the weights of {@code model}, a {@code .pt} with its descriptor beside it.
   *
   * @param type of the elements; float16 halves the file and rounds
   * @throws dev.aria.models.model.ModelUnreadable when the model cannot be used
   */
  public static void export(Path model, Path weights, ElementType type) {
    ModelDescriptor descriptor = ModelFiles.describe(model);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try (TorchModule module = ModelFiles.module(ModelFiles.read(descriptor, model), "cpu")) {
      module.parameters().forEach((name, value) -> tensors.put(name, Transfer.out(value).as(type)));
    }
    write(weights, descriptor, tensors);
  }

  /**
   * Writes the weights {@code parameters} of the model that {@code descriptor} tells of; {@link
   * #restore} reads them.
   */
  public static void write(
      Path weights, ModelDescriptor descriptor, Map<String, Tensor> parameters) {
    Map<String, String> metadata =
        Map.of(
            DESCRIPTOR,
            StrictJson.write(descriptor),
            "name",
            descriptor.name(),
            "family",
            descriptor.family(),
            "format", // as Python's readers of safetensors expect it
            "pt");
    try {
      Safetensors.write(weights, new NamedTensors(parameters, metadata));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + weights, e);
    }
  }

  /**
   * Makes the model file {@code model} (ends in {@code .pt}) and its descriptor from what {@link
   * #export} wrote, or from weights whose descriptor lies beside them as {@code NAME.json}. The
   * same weights always give the same bytes.
   *
   * @return the descriptor written, with the digest of the new file
   * @throws dev.aria.models.safetensors.SafetensorsUnreadable when the file is damaged
   * @throws IllegalArgumentException when it holds no descriptor, its family is not one of ours, or
   *     a tensor is missing or has another shape
   */
  public static ModelDescriptor restore(Path weights, Path model) {
    NamedTensors file = Safetensors.read(weights);
    ModelDescriptor descriptor = descriptor(weights, file);
    long values = file.tensors().values().stream().mapToLong(Tensor::size).sum();
    if (values != descriptor.parameters()) {
      throw new IllegalArgumentException(
          "%s holds %d values where its descriptor tells of %d parameters"
              .formatted(weights, values, descriptor.parameters()));
    }
    byte[] archive = archive(filled(Families.of(descriptor).initialised(0), file));
    try {
      DurableFile.write(model, out -> out.write(archive));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write model file " + model, e);
    }
    ModelDescriptor restored = descriptor.of(descriptor.name(), Sha256.of(archive));
    ModelFiles.describe(restored, model);
    return restored;
  }

  /** Trainers of version 0.1.0 wrote it beside the file and not into it. */
  private static ModelDescriptor descriptor(Path weights, NamedTensors file) {
    String json = file.metadata().get(DESCRIPTOR);
    if (json != null) {
      return StrictJson.read(json, ModelDescriptor.class);
    }
    String name = String.valueOf(weights.getFileName()).replaceFirst("\\.safetensors$", "");
    Path beside = weights.resolveSibling(name + ".json");
    if (!Files.exists(beside)) {
      throw new IllegalArgumentException(
          "%s holds no model descriptor, and there is no %s; put the model's descriptor there"
              .formatted(weights, beside));
    }
    return ModelFiles.readDescriptor(beside);
  }

  private static byte[] archive(ScriptModule module) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ScriptArchive.write(module, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static ScriptModule filled(ScriptModule module, NamedTensors file) {
    List<NamedTensor> tensors =
        module.tensors().stream()
            .map(tensor -> tensor.trainable() ? replaced(tensor, file) : tensor)
            .toList();
    return new ScriptModule(module.name(), module.methods(), tensors);
  }

  private static NamedTensor replaced(NamedTensor tensor, NamedTensors file) {
    Tensor value = file.get(tensor.name()).as(ElementType.FLOAT32);
    if (!value.shape().equals(tensor.value().shape())) {
      throw new IllegalArgumentException(
          "%s must have shape %s, the file has %s"
              .formatted(tensor.name(), tensor.value().shape(), value.shape()));
    }
    return NamedTensor.parameter(tensor.name(), value);
  }
}
