package dev.aria.operations.audit;

/**
 * A law that a log does not keep.
 *
 * @param check the law
 * @param detail where, and what was found
 */
public record Violation(Check check, String detail) {
  @Override
  public String toString() {
    return check + ": " + detail;
  }
}
