package dev.aria.operations.stack;

/** A service process ended on its own with a failure; the message holds the end of its log. */
public final class ServiceDied extends RuntimeException {
  ServiceDied(ChildService service, int exitCode) {
    super(
        "%s ended with exit code %d; the end of its log (%s):%n%s"
            .formatted(service.name(), exitCode, service.log(), service.tail(12)));
  }
}
