package dev.aria.trainer;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.GradientChunk;
import dev.aria.core.record.PeerRecord;
import dev.aria.core.record.TargetBatch;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.training.CheckpointUnreadable;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.Resumed;
import dev.aria.models.training.Trainable;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.NewestRecord;
import dev.aria.runtime.kafka.ShardMembership;
import dev.aria.runtime.kafka.TopicReader;
import dev.aria.runtime.kafka.TopicWriter;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits out a trainer: its student, where it or the student's other trainers left it, and what it
 * reads and writes.
 */
final class TrainingRoom implements AutoCloseable {
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
  private final String device;
  private Optional<TopicWriter<PeerRecord>> arriving = Optional.empty();
  private String self = "";

  /**
   * @param device that the student lives on
   * @param teacher descriptor of the run's teacher; its file is not needed
   */
  TrainingRoom(
      Cluster cluster,
      RunSettings run,
      StudentTrainerSettings settings,
      String device,
      ModelDescriptor teacher,
      PairedSet pairs,
      TrainerMetrics metrics) {
    this.cluster = cluster;
    this.run = run;
    this.settings = settings;
    this.device = device;
    this.teacher = teacher;
    this.pairs = pairs;
    this.metrics = metrics;
    this.shelf = new CheckpointShelf(settings.output(), settings.keep(), settings.keepEvery());
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

  /**
   * The student as its other trainers have it, else at its newest good checkpoint here, else at the
   * one last announced if that can be read from here, else newborn; call on the trainer's thread.
   */
  Berth berth() {
    self = "%s-%s".formatted(provenance.student(), UUID.randomUUID());
    Map<Integer, Long> gradientOffsets = ends();
    TrainingDesk desk =
        fromPeers()
            .or(() -> shelf.newest(this::resumed))
            .or(this::fromAnnounced)
            .orElseGet(this::begun);
    return new Berth(desk, provenance, self, gradientOffsets);
  }

  private Map<Integer, Long> ends() {
    try (TopicReader<GradientChunk> reader = gradientReader()) {
      return reader.endOffsets();
    }
  }

  private TopicReader<GradientChunk> gradientReader() {
    return cluster.reader(Topics.gradients(run, provenance.student()), shards());
  }

  private List<Integer> shards() {
    return IntStream.range(0, run.shards()).boxed().toList();
  }

  private Optional<TrainingDesk> fromPeers() {
    try {
      Path file = Files.createTempFile("aria-state", ".aria");
      try {
        return peers().receiveState(file) ? Optional.of(resumedOfOthers(file)) : Optional.empty();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the temporary folder", e);
    }
  }

  private Optional<TrainingDesk> fromAnnounced() {
    try (TopicReader<CheckpointPublished> reader =
        cluster.reader(Topics.checkpoints(run), List.of(0))) {
      return NewestRecord.find(reader, this::isOurs)
          .map(published -> Path.of(published.path()))
          .filter(Files::isReadable)
          .flatMap(this::resumedIfWhole);
    }
  }

  private Optional<TrainingDesk> resumedIfWhole(Path checkpoint) {
    try {
      return Optional.of(resumedOfOthers(checkpoint));
    } catch (CheckpointUnreadable e) {
      LOG.warn("{}", e.getMessage());
      return Optional.empty();
    }
  }

  private JoiningPeers peers() {
    return new JoiningPeers(cluster, run, provenance, self, Clock.systemUTC());
  }

  /** Takes a place among the trainers of the student; call on the thread that polls it. */
  ShardMembership membership() {
    return cluster.membership(Topics.gradients(run, provenance.student()), peers().group());
  }

  /** Says that this trainer is about to join, to whoever trains the student. */
  void announceArrival() {
    if (arriving.isEmpty()) {
      arriving = Optional.of(peers().writer());
    }
    arriving.get().send(Topics.ARRIVALS, self, peers().arrival(false));
  }

  /** Arrivals of other trainers from now on. */
  TopicReader<PeerRecord> arrivals() {
    TopicReader<PeerRecord> reader =
        cluster.quietReader(Topics.peers(run, provenance.student()), List.of(Topics.ARRIVALS));
    reader.seek(Topics.ARRIVALS, reader.endOffsets().getOrDefault(Topics.ARRIVALS, 0L));
    return reader;
  }

  boolean isOurs(PeerRecord record) {
    return peers().isOurs(record);
  }

  boolean isOurs(CheckpointPublished published) {
    return published.run().equals(provenance.run())
        && published.student().equals(provenance.student());
  }

  @Override
  public void close() {
    arriving.ifPresent(TopicWriter::close);
  }

  private TrainingDesk resumed(Path checkpoint) {
    return resumed(Trainable.resume(checkpoint, device), checkpoint);
  }

  /** What another wrote brings numbers, but no code: its module must be the one made here. */
  private TrainingDesk resumedOfOthers(Path checkpoint) {
    String module;
    try (Trainable newborn = birth().newborn()) {
      module = newborn.descriptor().sha256();
    }
    return resumed(Trainable.resume(checkpoint, device, module), checkpoint);
  }

  private TrainingDesk resumed(Resumed resumed, Path checkpoint) {
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
    Trainable newborn = birth().newborn();
    String like = newborn.settings() + newborn.weightsSha256();
    return desk(newborn, ResumePoint.beginning(run.shards(), like));
  }

  private StudentBirth birth() {
    return new StudentBirth(settings, device, teacher, run.teacher(), run.steps());
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
    TrainingDesk.Tools tools =
        new TrainingDesk.Tools(
            student,
            new StepLearner(student, reports, probes, inputs()),
            new StepRound(student, run.shards()),
            probes);
    Topic<GradientChunk> gradients = Topics.gradients(run, provenance.student());
    TrainingDesk.Outlets outlets =
        new TrainingDesk.Outlets(
            new ReportOutbox(cluster.writer(Topics.stepReports(run))),
            new GradientOutbox(cluster.writer(gradients), provenance, self),
            new StateOffers(peers().writer(), provenance, self),
            archive);
    TrainingDesk.Plan plan = new TrainingDesk.Plan(run.steps(), settings.checkpointEvery());
    return new TrainingDesk(tools, outlets, plan, point);
  }

  /** What rebuilds micro-batches; not thread-safe. */
  private SampleInputs inputs() {
    return new SampleInputs(pairs, schedule(), new float[teacher.conditionDim()]);
  }

  /** The targets from {@code point} on; call on the feed's thread. */
  TargetFeed.Source targets(ResumePoint point) {
    TopicReader<TargetBatch> reader = cluster.reader(Topics.targets(run), shards());
    shards().forEach(shard -> reader.seek(shard, point.nextOffsets().get(shard)));
    int window = Math.toIntExact(run.maxInFlight() / run.batch());
    int readAhead = Math.max(LEAST_READ_AHEAD, window);
    StepWindow steps =
        new StepWindow(
            point.nextOffsets(), point.nextStep(), readAhead, REACH_IN_WINDOWS * readAhead);
    SampleInputs inputs = inputs();
    return new TargetFeed.Source(reader, steps, new TargetGate(run, teacher, inputs), inputs);
  }

  /** What the other trainers of the student find; call on the feed's thread. */
  GradientFeed.Source gradients(Berth berth) {
    TopicReader<GradientChunk> reader = gradientReader();
    berth.gradientOffsets().forEach(reader::seek);
    GradientAssembly assembly =
        new GradientAssembly(run, provenance.student(), berth.desk().parameters());
    return new GradientFeed.Source(reader, assembly, berth.self());
  }

  private NoiseSchedule schedule() {
    return teacher.diffusion().schedule().schedule();
  }
}
