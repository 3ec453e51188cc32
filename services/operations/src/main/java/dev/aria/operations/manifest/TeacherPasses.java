package dev.aria.operations.manifest;

import dev.aria.operations.monitor.MetricsPage;
import dev.aria.operations.stack.RunServices;
import dev.aria.operations.stack.ServiceKind;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Samples that the teachers of a command have sent through their networks. */
public final class TeacherPasses {
  private static final String COUNTER = "aria_teacher_passes_total";

  private TeacherPasses() {}

  /** What the teacher pool of {@code services} has counted; empty when it does not answer. */
  public static OptionalLong of(RunServices services) {
    OptionalDouble counted =
        services
            .port(ServiceKind.TEACHER_POOL.serviceName())
            .map(port -> MetricsPage.fetch(port).sum(COUNTER))
            .orElseGet(OptionalDouble::empty);
    return counted.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(counted.getAsDouble()));
  }
}
