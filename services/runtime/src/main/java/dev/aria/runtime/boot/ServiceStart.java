package dev.aria.runtime.boot;

/** Starts a service. */
@FunctionalInterface
public interface ServiceStart {
  /**
   * Starts the service and returns while it works.
   *
   * @throws IllegalArgumentException when a setting of its own is not one to start with
   */
  RunningService start(ServiceContext context);
}
