package dev.aria.emoji.catalogue;

/** A file of the built-in problem is missing from the class path or is not what it should be. */
public final class EmojiFilesUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmojiFilesUnreadable(String message) {
    super(message);
  }

  EmojiFilesUnreadable(String message, Throwable cause) {
    super(message, cause);
  }
}
