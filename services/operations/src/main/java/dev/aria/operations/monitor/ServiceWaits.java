package dev.aria.operations.monitor;

import dev.aria.operations.monitor.ProgressLine.Waits;
import dev.aria.operations.stack.RunServices;
import dev.aria.operations.stack.ServiceKind;
import java.util.OptionalDouble;

/**
 * How much of their time teacher and trainer wait, from one reading of their metrics to the next.
 */
public final class ServiceWaits {
  private static final String LOOKUPS = "aria_teacher_cache_lookups_total";

  private final RunServices services;
  private final Share teacher =
      new Share("aria_teacher_waits_seconds_sum", "aria_teacher_calls_seconds_sum");
  private final Share trainer =
      new Share("aria_trainer_waits_seconds_sum", "aria_trainer_steps_seconds_sum");

  public ServiceWaits(RunServices services) {
    this.services = services;
  }

  public Waits read() {
    MetricsPage pool = page(ServiceKind.TEACHER_POOL);
    MetricsPage students = page(ServiceKind.STUDENT_TRAINER);
    return new Waits(teacher.since(pool), trainer.since(students), hits(pool));
  }

  private MetricsPage page(ServiceKind kind) {
    return services
        .port(kind.serviceName())
        .map(MetricsPage::fetch)
        .orElseGet(() -> new MetricsPage(""));
  }

  private static OptionalDouble hits(MetricsPage pool) {
    OptionalDouble all = pool.sum(LOOKUPS);
    OptionalDouble hits = pool.sum(LOOKUPS, "result=\"hit\"");
    return all.isEmpty() || hits.isEmpty() || all.getAsDouble() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(hits.getAsDouble() / all.getAsDouble());
  }

  /** Share of the time spent waiting, of that spent waiting or working. */
  private static final class Share {
    private final String waiting;
    private final String working;
    private double waited;
    private double worked;

    Share(String waiting, String working) {
      this.waiting = waiting;
      this.working = working;
    }

    OptionalDouble since(MetricsPage page) {
      double newWaited = page.sum(waiting).orElse(waited);
      double newWorked = page.sum(working).orElse(worked);
      double wait = newWaited - waited;
      double total = wait + newWorked - worked;
      waited = newWaited;
      worked = newWorked;
      return total <= 0 ? OptionalDouble.empty() : OptionalDouble.of(wait / total);
    }
  }
}
