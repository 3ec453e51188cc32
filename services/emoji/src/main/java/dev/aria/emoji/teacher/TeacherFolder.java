package dev.aria.emoji.teacher;

import dev.aria.models.codec.IdentityCodec;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.codec.PcaCodec;
import dev.aria.models.model.ModelDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of one training run lie. */
public record TeacherFolder(Path root) {
  /** Makes the folder if it is not there. */
  public static TeacherFolder at(Path root) {
    try {
      return new TeacherFolder(Files.createDirectories(root));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make folder " + root, e);
    }
  }

  public Path codec() {
    return root.resolve("codec.safetensors");
  }

  /** The codec of {@code model}: PCA for latents, none for pixels; the caller closes it. */
  public LatentCodec codecOf(ModelDescriptor model) {
    return model.sampleShape().size() == 3
        ? new IdentityCodec(model.sampleShape())
        : PcaCodec.load(codec());
  }

  public Path model() {
    return root.resolve("teacher.pt");
  }

  public Path checkpoint() {
    return root.resolve("checkpoint.aria");
  }

  Path log() {
    return root.resolve("log.tsv");
  }

  Path embeddings() {
    return root.resolve("embeddings.bin");
  }
}
