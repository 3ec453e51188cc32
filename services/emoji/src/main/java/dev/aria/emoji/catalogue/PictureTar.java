package dev.aria.emoji.catalogue;

import dev.aria.core.file.DurableFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Pictures with their prompts as a WebDataset tar: {@code 000000.png}, {@code 000000.txt} and so
 * on, as any source of {@code aria data pairs}.
 */
public final class PictureTar {
  private PictureTar() {}

  /** Writes {@code chosen}, in their order; the same arguments give the same bytes. */
  public static void write(Path file, List<EmojiPrompt> chosen) {
    EmojiPictures pictures = EmojiPictures.load();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      DurableFile.write(file, out -> write(out, pictures, chosen));
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }

  private static void write(OutputStream out, EmojiPictures pictures, List<EmojiPrompt> chosen)
      throws IOException {
    TarArchiveOutputStream tar = new TarArchiveOutputStream(out);
    for (int i = 0; i < chosen.size(); i++) {
      EmojiPrompt prompt = chosen.get(i);
      add(tar, "%06d.png".formatted(i), png(pictures, prompt));
      add(tar, "%06d.txt".formatted(i), prompt.text().getBytes(StandardCharsets.UTF_8));
    }
    tar.finish();
  }

  private static byte[] png(EmojiPictures pictures, EmojiPrompt prompt) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(
        pictures.image(prompt.emoji(), prompt.style(), prompt.background()), "png", bytes);
    return bytes.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
