package dev.aria.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What went wrong, for whoever typed the command: the file system's own messages are but paths. */
final class PlainWords {
  private PlainWords() {}

  /** The message of {@code failure}, with the reason where that is a file that was of no use. */
  static String of(Throwable failure) {
    String message = failure.getMessage();
    Optional<FileSystemException> cause = fileCause(failure);
    if (failure instanceof InvalidPathException path) {
      return reason(path);
    }
    if (cause.isEmpty()) {
      return message == null ? failure.getClass().getSimpleName() : message;
    }
    boolean says =
        message != null
            && cause.get() != failure
            && !(failure instanceof UncheckedIOException && message.startsWith("java."));
    String reason = reason(cause.get());
    return says ? withoutRepetition(String.valueOf(message), cause.get()) + ": " + reason : reason;
  }

  /** A message that ends in that of its cause has told nothing by it but the path. */
  private static String withoutRepetition(String message, FileSystemException cause) {
    for (String told : List.of(": " + cause, ": " + cause.getMessage())) {
      if (message.endsWith(told)) {
        return message.substring(0, message.length() - told.length());
      }
    }
    return message;
  }

  private static Optional<FileSystemException> fileCause(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileSystemException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** Why {@code failure}'s file was of no use. */
  static String reason(FileSystemException failure) {
    String file = failure.getFile() == null ? "a file" : failure.getFile();
    if (failure instanceof NoSuchFileException) {
      return file + " does not exist";
    }
    if (failure instanceof AccessDeniedException) {
      return file + ": permission denied";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return file + " is a folder that is not empty";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return file + " is a file, not a folder, or is there already";
    }
    if (failure instanceof NotDirectoryException) {
      return file + " is a file, not a folder";
    }
    if (failure instanceof FileSystemLoopException) {
      return file + " is a link that leads to itself";
    }
    String reason = failure.getReason() == null ? "cannot be used" : failure.getReason();
    return file + ": " + reason.toLowerCase(Locale.ROOT);
  }

  /** Why no file can have that name here. */
  static String reason(InvalidPathException failure) {
    return failure.getReason().contains("unmappable")
        ? ("the name '%s' has characters that the locale cannot write; set LC_ALL=C.UTF-8, or"
                + " another locale with UTF-8")
            .formatted(failure.getInput())
        : "'%s' cannot be the name of a file: %s"
            .formatted(
                failure.getInput().replace('\0', '?'),
                failure.getReason().toLowerCase(Locale.ROOT));
  }
}
