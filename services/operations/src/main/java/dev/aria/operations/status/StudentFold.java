package dev.aria.operations.status;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.StepReport;
import java.util.Arrays;
import java.util.Optional;

/** One student's reports and checkpoints, folded. */
final class StudentFold {
  private final String name;
  private final long[] trainedByShard;
  private boolean lead;
  private double loss = Double.NaN;
  private Optional<CheckpointPublished> checkpoint = Optional.empty();

  StudentFold(String name, int shards) {
    this.name = name;
    this.trainedByShard = new long[shards];
  }

  /** A report of a shard that the run does not have is a stray one. */
  void add(StepReport report) {
    int shard = report.shard();
    if (shard >= trainedByShard.length) {
      return;
    }
    trainedByShard[shard] = Math.max(trainedByShard[shard], report.step() + 1);
    lead |= report.lead();
    loss = report.loss();
  }

  void add(CheckpointPublished published) {
    checkpoint = Optional.of(published);
    lead |= published.lead();
  }

  /** A checkpoint is written only once the reports up to its step are. */
  StudentStatus status() {
    long reported = Arrays.stream(trainedByShard).min().orElse(0);
    long trained = Math.max(reported, checkpoint.map(CheckpointPublished::step).orElse(0L));
    return new StudentStatus(name, lead, trained, loss, checkpoint);
  }
}
