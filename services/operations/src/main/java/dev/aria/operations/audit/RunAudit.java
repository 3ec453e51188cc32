package dev.aria.operations.audit;

import dev.aria.core.diffusion.PathPlan;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelFiles;
import dev.aria.operations.monitor.TopicScan;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.teacher.TeacherFiles;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/** Audits a run that has ended, from its topics alone and as a reader of committed records. */
public final class RunAudit {
  private final Cluster cluster;
  private final TopicScan scan;
  private final RunSettings run;

  public RunAudit(Cluster cluster, RunSettings run) {
    this.cluster = cluster;
    this.scan = new TopicScan(cluster);
    this.run = run;
  }

  /** Everything from the draws to the checkpoints of {@code student}. */
  public AuditResult of(String student) {
    Beginnings beginnings =
        new Beginnings(
            beginning(Topics.draws(run)),
            beginning(Topics.targets(run)),
            beginning(Topics.stepReports(run)));
    LogAudit audit = new LogAudit(run, student, beginnings, pathPlan(), named());
    scan.records(Topics.draws(run), batch -> audit.draw(batch.partition(), batch.value()));
    scan.records(Topics.targets(run), target -> audit.target(target.partition(), target.value()));
    scan.records(
        Topics.stepReports(run), report -> audit.report(report.partition(), report.value()));
    scan.whole(Topics.control(run), audit::control);
    scan.whole(Topics.checkpoints(run), audit::checkpoint);
    return audit.result();
  }

  /** Without experts nothing is to be looked up. */
  private PromptTeachers named() {
    return run.experts().isEmpty() ? PromptTeachers.UNKNOWN : new TaggedTeachers(scan, run);
  }

  /** Empty where the teacher is not at hand. */
  private Optional<PathPlan> pathPlan() {
    Path model = TeacherFiles.of(run.teacher()).model();
    if (!Files.exists(model)) {
      return Optional.empty();
    }
    DiffusionSetting diffusion = ModelFiles.describe(model).diffusion();
    return Optional.of(
        new PathPlan(
            diffusion.schedule().schedule(), diffusion.prediction(), run.paths().length()));
  }

  private Beginning beginning(Topic<?> topic) {
    if (!cluster.exists(topic)) {
      return Beginning.whole();
    }
    var partitions = IntStream.range(0, topic.partitions()).boxed().toList();
    try (TopicReader<?> reader = cluster.reader(topic, partitions)) {
      return new Beginning(reader.beginningOffsets());
    }
  }
}
