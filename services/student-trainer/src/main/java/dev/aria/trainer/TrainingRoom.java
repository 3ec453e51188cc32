package dev.aria.trainer;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.record.TargetBatch;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.Resumed;
import dev.aria.models.training.Trainable;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.TopicReader;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fits out a trainer: its student, where it left it, and what it reads and writes. */
final class TrainingRoom {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingRoom.class);
  private static final int LEAST_READ_AHEAD = 16;
  private static final int REACH_IN_WINDOWS = 4;

  private final Cluster cluster;
  private final RunSettings run;
  private final StudentTrainerSettings settings;
  private final ModelDescriptor teacher;
  private final PairedSet pairs;
  private final TrainerMetrics metrics;
  private final CheckpointShelf shelf;
  private final Provenance provenance;

  /**
   * @param teacher descriptor of the run's teacher; its file is not needed
   */
  TrainingRoom(
      Cluster cluster,
      RunSettings run,
      StudentTrainerSettings settings,
      ModelDescriptor teacher,
      PairedSet pairs,
      TrainerMetrics metrics) {
    this.cluster = cluster;
    this.run = run;
    this.settings = settings;
    this.teacher = teacher;
    this.pairs = pairs;
    this.metrics = metrics;
    this.shelf = new CheckpointShelf(settings.output(), settings.keep());
    this.provenance = new Provenance(run.name(), settings.student(), run.lineage());
  }

  Cluster cluster() {
    return cluster;
  }

  RunSettings run() {
    return run;
  }

  /** Whether this student steers the run. */
  boolean isLead() {
    return settings.lead();
  }

  /** Whether this student's probe scores are asked for. */
  boolean scoresProbes() {
    return run.probes().perRegion() > 0 && run.allocation().signal().equals("probe");
  }

  /** The student at its newest good checkpoint; call on the trainer's thread. */
  TrainingDesk desk() {
    return shelf.newest(this::resumed).orElseGet(this::begun);
  }

  private TrainingDesk resumed(Path checkpoint) {
    Resumed resumed = Trainable.resume(checkpoint, settings.device());
    try {
      ResumePoint point = provenance.point(resumed.metadata(), checkpoint);
      int shards = point.nextOffsets().size();
      if (shards != run.shards()) {
        throw new ForeignCheckpoint(
            checkpoint, "shards", Integer.toString(shards), Integer.toString(run.shards()));
      }
      tellOfOtherSettings(resumed.model().settings());
      LOG.info("goes on from {} at step {}", checkpoint, point.nextStep());
      return desk(resumed.model(), point);
    } catch (RuntimeException e) {
      resumed.model().close();
      throw e;
    }
  }

  /** A student learns to its end as it began: another schedule half-way is another student. */
  private void tellOfOtherSettings(OptimizerSettings kept) {
    OptimizerSettings given = birth().optimizer();
    if (!given.equals(kept)) {
      LOG.warn(
          "aria.student-trainer.optimizer or aria.run.steps have changed: {} stays with {}, not {}",
          settings.student(),
          kept,
          given);
    }
  }

  private TrainingDesk begun() {
    return desk(birth().newborn(), ResumePoint.beginning(run.shards()));
  }

  private StudentBirth birth() {
    return new StudentBirth(settings, teacher, run.teacher(), run.steps());
  }

  private TrainingDesk desk(Trainable model, ResumePoint point) {
    Student student = new TorchStudent(settings.student(), model);
    ProbeRotation rotation = new ProbeRotation(run.probes().everySteps(), run.shards());
    ProbeScores probes = new ProbeScores(rotation, schedule());
    ReportWriter reports =
        new ReportWriter(settings.student(), settings.lead(), teacher.timesteps());
    StudentArchive archive =
        new StudentArchive(
            provenance,
            shelf,
            cluster.writer(Topics.checkpoints(run)),
            metrics,
            Clock.systemUTC(),
            settings.lead());
    return new TrainingDesk(
        student,
        point,
        new StepLearner(student, reports, probes),
        probes,
        new ReportOutbox(cluster.writer(Topics.stepReports(run))),
        archive,
        new TrainingDesk.Plan(run.steps(), settings.checkpointEvery()));
  }

  /** The targets from {@code point} on; call on the feed's thread. */
  TargetFeed.Source source(ResumePoint point) {
    Topic<TargetBatch> targets = Topics.targets(run);
    List<Integer> partitions = IntStream.range(0, run.shards()).boxed().toList();
    TopicReader<TargetBatch> reader = cluster.reader(targets, partitions);
    partitions.forEach(shard -> reader.seek(shard, point.nextOffsets().get(shard)));
    int window = Math.toIntExact(run.maxInFlight() / run.batch());
    int readAhead = Math.max(LEAST_READ_AHEAD, window);
    StepWindow steps =
        new StepWindow(
            point.nextOffsets(), point.nextStep(), readAhead, REACH_IN_WINDOWS * readAhead);
    SampleInputs inputs = new SampleInputs(pairs, schedule(), new float[teacher.conditionDim()]);
    TargetGate gate = new TargetGate(run, teacher, inputs);
    return new TargetFeed.Source(reader, steps, gate, inputs);
  }

  private NoiseSchedule schedule() {
    return teacher.diffusion().schedule().schedule();
  }
}
