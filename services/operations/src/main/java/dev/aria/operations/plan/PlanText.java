package dev.aria.operations.plan;

import dev.aria.operations.stack.ServiceKind;
import dev.aria.runtime.settings.RunSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** A plan as text, with the arithmetic behind every figure. */
public final class PlanText {
  private static final double MEGA = 1e6;
  private static final double GIGA = 1e9;

  private final RunPlan plan;
  private final long prompts;
  private final StringBuilder text = new StringBuilder();

  /** Tells of {@code plan} over a corpus of {@code prompts}. */
  public PlanText(RunPlan plan, long prompts) {
    this.plan = plan;
    this.prompts = prompts;
  }

  @Override
  public String toString() {
    text.setLength(0);
    measured();
    time();
    messages();
    disk();
    memory();
    return text.toString();
  }

  private void measured() {
    Measured found = plan.measured();
    heading(plan.source());
    line(
        "teacher",
        "%.3f ms a sample, %,d parameters",
        millis(found.teacherSeconds()),
        found.teacherParameters());
    line(
        "student",
        "%.2f ms a step, %,d parameters",
        millis(found.studentSeconds()),
        found.studentParameters());
    line("encoder", "%.2f ms a prompt", millis(found.encoderSeconds()));
  }

  private void time() {
    RunSettings run = plan.run();
    RunPlan.Machine machine = plan.machine();
    heading("Time");
    line(
        "batch", "%d shards x %d = %d samples a step", run.shards(), run.microBatch(), run.batch());
    line(
        "step",
        "max(%d x %.3f / %d teachers, %.2f%s) = %.1f ms",
        run.batch(),
        millis(plan.measured().teacherSeconds()),
        machine.teachers(),
        millis(plan.measured().studentSeconds()),
        shared(),
        millis(plan.stepSeconds()));
    line("rate", "%.0f samples/s at best", plan.samplesPerSecond());
    line(
        "training",
        "%,d steps x %.1f ms = %s",
        run.steps(),
        millis(plan.stepSeconds()),
        span(plan.training()));
    line(
        "tagging",
        "%,d prompts x %.2f ms / %d threads = %s, once a corpus",
        prompts,
        millis(plan.measured().encoderSeconds()),
        Math.min(machine.encoderThreads(), machine.cores()),
        span(plan.tagging(prompts)));
  }

  /** What the processors of one machine add to a step's time. */
  private String shared() {
    if (plan.machine().cores() == Integer.MAX_VALUE) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        ", (%.1f + %.2f) / %d processors",
        millis(plan.teacherWork()),
        millis(plan.measured().studentSeconds()),
        plan.machine().cores());
  }

  private void messages() {
    heading("Kafka");
    line(
        "messages",
        "(3 x %d shards + 1) a step = %d, so %.1f a second",
        plan.run().shards(),
        plan.messagesPerStep(),
        plan.messagesPerSecond());
  }

  private void disk() {
    RecordSizes sizes = plan.sizes();
    heading("Disk (bytes as encoded; times the replication)");
    line(
        "log",
        "%d x (%,d draws + %,d targets + %,d report) = %.2f MB a step",
        plan.run().shards(),
        sizes.draws(),
        sizes.targets(),
        sizes.report(),
        plan.bytesPerStep() / MEGA);
    line(
        "a sample",
        "%,d bytes of draws + %,d of targets",
        sizes.draws() / plan.run().microBatch(),
        sizes.targets() / plan.run().microBatch());
    line("a day", "%.2f GB at that rate", plan.bytesPerDay() / GIGA);
    line(
        "the run",
        "%.2f GB (draws are kept 7 days, reports 28, targets for good)",
        plan.bytesOfRun() / GIGA);
    line(
        "checkpoints",
        "%d kept x 4 copies x 4 x %,d = %.1f MB",
        plan.machine().checkpointsKept(),
        plan.measured().studentParameters(),
        plan.checkpointBytes() / MEGA);
  }

  private void memory() {
    heading("Memory");
    for (ServiceKind kind : ServiceKind.values()) {
      line(kind.serviceName(), "heap up to %d MB", kind.heapMegabytes());
    }
    line(
        "teacher",
        "%d x 4 x %,d = %.1f MB native, and its activations",
        plan.machine().teachers(),
        plan.measured().teacherParameters(),
        plan.teacherBytes() / MEGA);
    line(
        "student",
        "(4 copies + %d gradients) x 4 x %,d = %.1f MB native, and its activations",
        plan.run().shards(),
        plan.measured().studentParameters(),
        plan.studentBytes() / MEGA);
    int heaps = Arrays.stream(ServiceKind.values()).mapToInt(ServiceKind::heapMegabytes).sum();
    line(
        "together",
        "%d MB of heaps + %.0f MB native, without Kafka, Redis and libtorch itself",
        heaps,
        (plan.teacherBytes() + plan.studentBytes()) / MEGA);
  }

  private void heading(String title) {
    text.append(text.isEmpty() ? "" : "\n").append(title).append('\n');
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency for this alone
  private void line(String label, String format, Object... values) {
    text.append("  %-16s ".formatted(label))
        .append(String.format(Locale.ROOT, format, values))
        .append('\n');
  }

  private static double millis(double seconds) {
    return seconds * 1e3;
  }

  private static String span(Duration duration) {
    return "%d:%02d:%02d"
        .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
  }
}
