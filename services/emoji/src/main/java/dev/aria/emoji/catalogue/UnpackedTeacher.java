package dev.aria.emoji.catalogue;

import dev.aria.models.codec.CodecSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.weights.WeightsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The teacher that ships, as a model folder. On the class path it lies as float16 weights and a PCA
 * codec; README.md beside them says which command and seed made them.
 *
 * @param model the {@code .pt} file, its descriptor beside it
 * @param codec the PCA codec that turns its samples into 24x24 pictures
 * @param descriptor what one must know to run it
 */
public record UnpackedTeacher(Path model, Path codec, ModelDescriptor descriptor) {
  /** File name of the weights under {@code /emoji} on the class path. */
  public static final String WEIGHTS = "teacher.safetensors";

  /** File name of the codec, on the class path and unpacked. */
  public static final String CODEC = CodecSetting.Pca.FILE;

  /**
   * Unpacks the shipped teacher into {@code folder}, replacing what was there. The same release
   * always gives the same bytes.
   *
   * @throws EmojiFilesUnreadable when the files are not on the class path
   */
  public static UnpackedTeacher into(Path folder) {
    byte[] shipped = EmojiResource.read(WEIGHTS);
    byte[] codec = EmojiResource.read(CODEC);
    try {
      Files.createDirectories(folder);
      Path weights = Files.write(Files.createTempFile(folder, "unpacking-", ".part"), shipped);
      Path model = folder.resolve(ModelFiles.NETWORK);
      ModelDescriptor descriptor = WeightsFile.restore(weights, model);
      Files.delete(weights);
      return new UnpackedTeacher(model, Files.write(folder.resolve(CODEC), codec), descriptor);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack the teacher into " + folder, e);
    }
  }
}
