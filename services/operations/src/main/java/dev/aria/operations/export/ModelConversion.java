package dev.aria.operations.export;

import dev.aria.core.tensor.ElementType;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.training.Trainable;
import dev.aria.models.training.Weights;
import dev.aria.models.weights.WeightsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a model as a TorchScript file or as bare weights, from a model file, from bare weights or
 * from a trainer's checkpoint.
 */
public final class ModelConversion {
  private static final String DEVICE = "cpu";

  /** What is written. */
  public enum Format {
    /** TorchScript with its descriptor beside it; Python's {@code torch.jit.load} reads it. */
    PT,
    /** Parameters by name in float32, with the descriptor as metadata. */
    SAFETENSORS
  }

  private final Path source;

  /**
   * Exports {@code source}: a {@code .pt}, a {@code .safetensors} or a checkpoint {@code .aria}.
   */
  public ModelConversion(Path source) {
    this.source = source;
  }

  /**
   * Writes the model to {@code target}. Of a checkpoint the averaged weights are written, as a
   * finished student has them.
   *
   * @return what was written
   * @throws IllegalArgumentException when source or target have another suffix than they must have
   */
  public ModelDescriptor write(Format format, Path target) {
    String suffix = format == Format.PT ? ".pt" : ".safetensors";
    if (!target.toString().endsWith(suffix)) {
      throw new IllegalArgumentException(
          "a file in this format ends in %s, got %s".formatted(suffix, target));
    }
    createFolder(target.toAbsolutePath().resolveSibling(".").normalize());
    if (format == Format.SAFETENSORS) {
      return writeWeights(target);
    }
    ModelDescriptor written = writeModel(target);
    ModelFiles.putParts(written, ModelFiles.folderOf(source), target);
    return written;
  }

  private ModelDescriptor writeModel(Path target) {
    return switch (suffix()) {
      case "pt" -> copy(target);
      case "safetensors" -> WeightsFile.restore(source, target);
      case "aria" -> exportCheckpoint(target);
      default -> throw unknownSource();
    };
  }

  private ModelDescriptor writeWeights(Path target) {
    if (suffix().equals("pt")) {
      WeightsFile.export(source, target, ElementType.FLOAT32);
      return ModelFiles.describe(source);
    }
    Path between = temporary();
    try {
      ModelDescriptor model = writeModel(between);
      WeightsFile.export(between, target, ElementType.FLOAT32);
      return model;
    } finally {
      delete(between);
      delete(ModelFiles.descriptorOf(between));
    }
  }

  private ModelDescriptor exportCheckpoint(Path target) {
    try (Trainable model = Trainable.resume(source, DEVICE).model()) {
      return model.export(target, model.descriptor().name(), Weights.AVERAGED);
    }
  }

  private ModelDescriptor copy(Path target) {
    ModelDescriptor descriptor = ModelFiles.describe(source);
    try {
      Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot copy %s to %s".formatted(source, target), failure);
    }
    ModelFiles.describe(descriptor, target);
    return descriptor;
  }

  private String suffix() {
    String name = String.valueOf(source.getFileName());
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private IllegalArgumentException unknownSource() {
    return new IllegalArgumentException(
        "a model is a .pt, a .safetensors or a checkpoint .aria, got " + source);
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("aria-export", ".pt");
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write to the temporary folder", failure);
    }
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot make the folder " + folder, failure);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot remove " + file, failure);
    }
  }
}
