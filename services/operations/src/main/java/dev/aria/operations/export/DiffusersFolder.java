package dev.aria.operations.export;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.safetensors.NamedTensors;
import dev.aria.models.safetensors.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a network that came from diffusers back as diffusers reads it: {@code config.json} and
 * {@code diffusion_pytorch_model.safetensors}, its tensors under the names they came with.
 */
public final class DiffusersFolder {
  /** Name of the network's configuration, in diffusers' folders and in ours. */
  public static final String CONFIG = "config.json";

  /** Name of the weights in a folder of diffusers. */
  public static final String WEIGHTS = "diffusion_pytorch_model.safetensors";

  /** What our wrapper puts before the names of the network's tensors, in a descriptor. */
  private static final String PREFIX = "prefix";

  private final Path folder;

  /** Writes into {@code folder}, which need not exist. */
  public DiffusersFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes the model {@code source}.
   *
   * @param source a {@code .pt}, a {@code .safetensors} or a checkpoint {@code .aria}
   * @param config the network's {@code config.json}, as the export script put it beside the model
   *     that the student started from
   * @throws IllegalArgumentException when the model did not come from diffusers, or there is no
   *     such configuration
   */
  public void write(Path source, Path config) {
    if (!Files.isRegularFile(config)) {
      throw new IllegalArgumentException(
          "there is no %s: name the folder that export_diffusers.py wrote for this student"
              .formatted(config));
    }
    try {
      Files.createDirectories(folder);
      Path weights = Files.createTempFile("aria-export", ".safetensors");
      try {
        ModelDescriptor model =
            new ModelConversion(source).write(ModelConversion.Format.SAFETENSORS, weights);
        NamedTensors ours = Safetensors.read(weights);
        Safetensors.write(folder.resolve(WEIGHTS), renamed(ours, prefix(source, model)));
      } finally {
        Files.delete(weights);
      }
      Files.copy(config, folder.resolve(CONFIG), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + folder, failure);
    }
  }

  private static String prefix(Path source, ModelDescriptor model) {
    String prefix = model.architecture().get(PREFIX);
    if (prefix == null) {
      throw new IllegalArgumentException(
          "%s did not come from diffusers: its descriptor names no architecture.prefix; use --format"
              .formatted(source));
    }
    return prefix;
  }

  /** What lies beside the network in our wrapper, such as SDXL's sizes, is not the network's. */
  private static NamedTensors renamed(NamedTensors ours, String prefix) {
    Map<String, Tensor> theirs = new LinkedHashMap<>();
    ours.tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(prefix)) {
                theirs.put(name.substring(prefix.length()), tensor);
              }
            });
    if (theirs.isEmpty()) {
      throw new IllegalArgumentException(
          "no tensor begins with '%s', as the descriptor says the network's do; export the model again"
              .formatted(prefix));
    }
    return new NamedTensors(theirs, Map.of("format", "pt"));
  }
}
