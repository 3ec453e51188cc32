package dev.aria.operations.run;

/**
 * A run's folder is not where its own settings say, or Kafka's records of the run are not those
 * that belong to it. Nothing was changed; the message says what to do.
 */
public final class FolderMismatch extends RuntimeException {
  FolderMismatch(String message) {
    super(message);
  }
}
