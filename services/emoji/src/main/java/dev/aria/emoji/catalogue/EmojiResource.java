package dev.aria.emoji.catalogue;

import java.io.IOException;
import java.io.InputStream;

/** Files of the folder {@code /emoji} on the class path. */
final class EmojiResource {
  private EmojiResource() {}

  static byte[] read(String file) {
    try (InputStream in = EmojiResource.class.getResourceAsStream("/emoji/" + file)) {
      if (in == null) {
        throw new EmojiFilesUnreadable(
            "no /emoji/" + file + " on the class path; infra/data/prepare-emoji.sh makes it");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new EmojiFilesUnreadable("cannot read /emoji/" + file, e);
    }
  }
}
