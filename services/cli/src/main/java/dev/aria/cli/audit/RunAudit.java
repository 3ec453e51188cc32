package dev.aria.cli.audit;

import dev.aria.cli.monitor.TopicScan;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;

/** Audits a run that has ended, from its topics alone and as a reader of committed records. */
public final class RunAudit {
  private final TopicScan scan;
  private final RunSettings run;

  public RunAudit(Cluster cluster, RunSettings run) {
    this.scan = new TopicScan(cluster);
    this.run = run;
  }

  /** Everything from the draws to the checkpoints of {@code student}. */
  public AuditResult of(String student) {
    LogAudit audit = new LogAudit(run, student);
    scan.whole(Topics.draws(run), audit::draw);
    scan.records(Topics.targets(run), target -> audit.target(target.partition(), target.value()));
    scan.whole(Topics.stepReports(run), audit::report);
    scan.whole(Topics.control(run), audit::control);
    scan.whole(Topics.checkpoints(run), audit::checkpoint);
    return audit.result();
  }
}
