package dev.aria.models.model;

import dev.aria.models.codec.CodecSetting;
import dev.aria.models.encoder.Conditioning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The files that belong to a descriptor: tokenizers, text encoder, codec. */
final class ModelParts {
  private ModelParts() {}

  /**
   * Puts the files that {@code model} names, as far as {@code from} holds them, into {@code to}, so
   * that a model written there can be used. A file of that name stays: whoever reads it holds it
   * against its digest.
   */
  static void put(ModelDescriptor model, Path from, Path to) {
    for (String name : names(model)) {
      Path source = from.resolve(name);
      Path target = to.resolve(name);
      if (Files.exists(source) && !Files.exists(target)) {
        put(source, target);
      }
    }
  }

  private static List<String> names(ModelDescriptor model) {
    List<String> names = new ArrayList<>();
    if (model.diffusion().conditioning() instanceof Conditioning.Text text) {
      text.tokenizers().forEach(tokenizer -> names.add(tokenizer.file()));
      names.add(text.encoder().file());
    }
    if (model.diffusion().codec() instanceof CodecSetting.Vae vae) {
      names.add(vae.file());
    } else if (model.diffusion().codec() instanceof CodecSetting.Pca) {
      names.add(CodecSetting.Pca.FILE);
    }
    return names;
  }

  /** A copy and no link: an export that writes over the source must not change it. */
  private static void put(Path source, Path target) {
    Path part =
        target.resolveSibling(
            ".%s.%d.part".formatted(target.getFileName(), ProcessHandle.current().pid()));
    try {
      Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put %s to %s".formatted(source, target), e);
    }
  }
}
