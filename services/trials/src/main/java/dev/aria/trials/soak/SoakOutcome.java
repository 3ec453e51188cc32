package dev.aria.trials.soak;

import dev.aria.operations.text.MarkdownTable;
import java.util.List;

/**
 * What a soak has come to.
 *
 * @param services flatness of each service
 */
public record SoakOutcome(List<Flatness> services) {
  private static final double PERCENT = 100;

  public SoakOutcome {
    services = List.copyOf(services);
  }

  /** Whether every service's memory is flat. */
  public boolean isFlat() {
    return services.stream().allMatch(Flatness::isFlat);
  }

  /** A table, a line a service. */
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable(
            List.of("service", "median MiB", "max MiB", "growth over the second half", "flat"));
    for (Flatness service : services) {
      table.row(
          List.of(
              service.process(),
              "%.0f".formatted(service.medianMiB()),
              "%.0f".formatted(service.maxMiB()),
              "%+.1f %%".formatted(service.growth() * PERCENT),
              service.isFlat() ? "yes" : "NO"));
    }
    return table.toString();
  }
}
