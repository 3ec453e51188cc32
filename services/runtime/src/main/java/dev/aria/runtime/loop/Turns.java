package dev.aria.runtime.loop;

/** Work that is done in blocking turns of at most about a second, until nothing is left. */
public interface Turns extends AutoCloseable {
  /** One turn; false once there is nothing left to do. */
  boolean turn();

  @Override
  void close();
}
