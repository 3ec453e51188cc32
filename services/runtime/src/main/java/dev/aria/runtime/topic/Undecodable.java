package dev.aria.runtime.topic;

/** A record's bytes are not a value of its topic; the record belongs on the dead-letter topic. */
public final class Undecodable extends RuntimeException {
  public Undecodable(String reason) {
    super(reason);
  }

  public Undecodable(String reason, Throwable cause) {
    super(reason, cause);
  }
}
