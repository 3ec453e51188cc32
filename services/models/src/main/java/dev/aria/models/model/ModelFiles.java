package dev.aria.models.model;

import ai.djl.engine.EngineException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aria.models.engine.TorchModule;
import dev.aria.models.torchscript.NamedTensor;
import dev.aria.models.torchscript.ScriptArchive;
import dev.aria.models.torchscript.ScriptModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model on disk: {@code NAME.pt} and its descriptor {@code NAME.json} beside it. */
public final class ModelFiles {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private ModelFiles() {}

  /** Writes a fresh model and its descriptor; {@code file} ends in {@code .pt}. */
  public static ModelDescriptor create(NewModel model, Path file) {
    Architecture shape = model.architecture();
    ScriptModule module = shape.initialised(model.seed());
    try {
      ScriptArchive.write(module, file);
      ModelDescriptor descriptor =
          new ModelDescriptor(
              model.name(),
              shape.family(),
              shape.settings(),
              shape.sampleShape(),
              shape.conditionShape(),
              model.diffusion(),
              parameters(module),
              FileDigest.of(file));
      describe(descriptor, file);
      return descriptor;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write model file " + file, e);
    }
  }

  private static long parameters(ScriptModule module) {
    return module.tensors().stream()
        .filter(NamedTensor::trainable)
        .mapToLong(tensor -> tensor.value().size())
        .sum();
  }

  /** Writes the descriptor of the model file {@code file} beside it. */
  public static void describe(ModelDescriptor descriptor, Path file) {
    try {
      Files.writeString(descriptorOf(file), JSON.writeValueAsString(descriptor) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + descriptorOf(file), e);
    }
  }

  /**
   * Reads the descriptor beside {@code file} and checks the file's digest against it.
   *
   * @throws ModelUnreadable when either is missing, an entry is unknown or the digest differs
   */
  public static ModelDescriptor describe(Path file) {
    ModelDescriptor descriptor = parse(descriptorOf(file));
    String digest = digest(file);
    if (!digest.equals(descriptor.sha256())) {
      throw new ModelUnreadable(
          "model file %s has SHA-256 %s, its descriptor says %s: the file is damaged or belongs to another descriptor; fetch or export it again"
              .formatted(file, digest, descriptor.sha256()));
    }
    return descriptor;
  }

  /**
   * Loads a model for prediction only; the caller closes it.
   *
   * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
   * @throws ModelUnreadable when file or descriptor are missing, damaged or no TorchScript
   */
  public static NoisePredictor load(Path file, String device) {
    ModelDescriptor descriptor = describe(file);
    return new FrozenPredictor(descriptor, module(file, device, false));
  }

  /** The TorchScript module in {@code file}, its digest unchecked. */
  public static TorchModule module(Path file, String device, boolean trainable) {
    try {
      return TorchModule.load(file, device, trainable);
    } catch (EngineException e) {
      throw new ModelUnreadable(
          "model file %s is no TorchScript archive that libtorch reads".formatted(file), e);
    }
  }

  private static ModelDescriptor parse(Path descriptor) {
    try {
      return JSON.readValue(Files.readString(descriptor), ModelDescriptor.class);
    } catch (IOException e) {
      throw new ModelUnreadable(
          "model descriptor %s cannot be read: %s".formatted(descriptor, e.getMessage()), e);
    }
  }

  private static String digest(Path file) {
    try {
      return FileDigest.of(file);
    } catch (IOException e) {
      throw new ModelUnreadable("model file %s cannot be read: %s".formatted(file, e), e);
    }
  }

  /** Where the descriptor of model file {@code file} stands: the same name with {@code .json}. */
  public static Path descriptorOf(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(".pt")) {
      throw new IllegalArgumentException("a model file's name must end in .pt, got " + file);
    }
    return file.resolveSibling(name.substring(0, name.length() - 3) + ".json");
  }

  /** The descriptor as JSON text. */
  public static String toJson(ModelDescriptor descriptor) {
    try {
      return JSON.writeValueAsString(descriptor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A descriptor from JSON text.
   *
   * @throws ModelUnreadable when an entry is missing, unknown or out of range
   */
  public static ModelDescriptor fromJson(String json) {
    try {
      return JSON.readValue(json, ModelDescriptor.class);
    } catch (IOException e) {
      throw new ModelUnreadable("model descriptor cannot be read: " + e.getMessage(), e);
    }
  }
}
