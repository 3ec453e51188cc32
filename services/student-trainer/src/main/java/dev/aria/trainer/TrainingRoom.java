package dev.aria.trainer;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.discrepancy.Signal;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.GradientChunk;
import dev.aria.core.record.PeerRecord;
import dev.aria.models.engine.Arithmetic;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

  private final StudentTopics topics;
  private final StudentTrainerSettings settings;
  private final String device;
  private final ModelDescriptor teacher;
  private final PairedSet pairs;
  private final TrainerMetrics metrics;
  private final CheckpointShelf shelf;
  private final StudentOpening opening;
  private final long controlFrom;
  private Optional<TopicWriter<PeerRecord>> arriving = Optional.empty();
  private volatile String self = "";
  private volatile boolean leaving;

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
    this.settings = settings;
    this.device = device;
    this.teacher = teacher;
    this.pairs = pairs;
    this.metrics = metrics;
    topics =
        new StudentTopics(
            cluster, run, new Provenance(run.name(), settings.student(), run.lineage()));
    controlFrom = settings.lead() ? 0 : topics.controlEnd();
    shelf = new CheckpointShelf(settings.output(), settings.keep(), settings.keepEvery());
    StudentBirth birth = new StudentBirth(settings, device, teacher, run.teacher(), run.steps());
    opening = new StudentOpening(topics, shelf, birth, device);
  }

  StudentTopics topics() {
    return topics;
  }

  private RunSettings run() {
    return topics.run();
  }

  /** The commands that this trainer may have to obey; call on the thread that polls them. */
  TopicReader<ControlRecord> control() {
    return topics.control(controlFrom);
  }

  /** When the student has learned all. */
  RunEnd runEnd() {
    return new RunEnd(topics.provenance(), run().steps());
  }

  /** Whether this student's probe scores are asked for. */
  boolean scoresProbes() {
    return run().probes().perRegion() > 0 && run().allocation().signal() == Signal.PROBE;
  }

  /** From now on this is another trainer, under a name of its own. */
  void newcomer() {
    self = "%s-%s".formatted(topics.provenance().student(), UUID.randomUUID());
  }

  /** Opens the student; call on the trainer's thread. */
  Berth berth() {
    Map<Integer, Long> gradientOffsets = topics.gradientEnds();
    return new Berth(desk(opening.open(peers())), topics.provenance(), self, gradientOffsets);
  }

  private JoiningPeers peers() {
    return new JoiningPeers(topics, self, Clock.systemUTC(), () -> leaving);
  }

  /** Says that this trainer is about to join, to whoever trains the student. */
  void announceArrival() {
    if (arriving.isEmpty()) {
      arriving = Optional.of(topics.peerWriter());
    }
    arriving.get().send(Topics.ARRIVALS, self, peers().arrival(false));
  }

  /** From now on a trainer that is still coming waits for nobody any more. */
  void leave() {
    leaving = true;
  }

  @Override
  public void close() {
    arriving.ifPresent(TopicWriter::close);
  }

  private TrainingDesk desk(StudentOpening.Opened opened) {
    Arithmetic arithmetic = Arithmetic.of(device);
    LOG.info("computes with {}", arithmetic.describe());
    Student student = new TorchStudent(settings.student(), opened.model());
    ProbeRotation rotation = new ProbeRotation(run().probes().everySteps(), run().shards());
    ProbeScores probes = new ProbeScores(rotation, schedule());
    ReportWriter reports =
        new ReportWriter(settings.student(), settings.lead(), teacher.timesteps());
    TrainingDesk.Tools tools =
        new TrainingDesk.Tools(
            student,
            new StepLearner(student, reports, probes, inputs()),
            new StepRound(student, run().shards(), arithmetic),
            probes);
    TrainingDesk.Plan plan = new TrainingDesk.Plan(run().steps(), settings.checkpointEvery());
    return new TrainingDesk(tools, outlets(arithmetic), plan, opened.point(), opened.kept());
  }

  private TrainingDesk.Outlets outlets(Arithmetic arithmetic) {
    Provenance provenance = topics.provenance();
    StudentArchive archive =
        new StudentArchive(topics, shelf, metrics, Clock.systemUTC(), settings.lead());
    return new TrainingDesk.Outlets(
        new ReportOutbox(topics.cluster().writer(Topics.stepReports(run()))),
        new GradientOutbox(topics.gradientWriter(), provenance, self, arithmetic),
        new StateOffers(topics.peerWriter(), provenance, self),
        archive);
  }

  /** What rebuilds micro-batches; not thread-safe. */
  private SampleInputs inputs() {
    return new SampleInputs(pairs, schedule(), new float[teacher.conditionDim()]);
  }

  /** The targets from {@code point} on; call on the feed's thread. */
  TargetFeed.Source targets(ResumePoint point) {
    int window = Math.toIntExact(run().maxInFlight() / run().batch());
    int readAhead = Math.max(LEAST_READ_AHEAD, window);
    StepWindow steps =
        new StepWindow(
            point.nextOffsets(), point.nextStep(), readAhead, REACH_IN_WINDOWS * readAhead);
    SampleInputs inputs = inputs();
    return new TargetFeed.Source(
        topics.targets(point.nextOffsets()), steps, new TargetGate(run(), teacher, inputs), inputs);
  }

  /** What the other trainers of the student find; call on the feed's thread. */
  GradientFeed.Source gradients(Berth berth) {
    TopicReader<GradientChunk> reader = topics.gradientReader();
    berth.gradientOffsets().forEach(reader::seek);
    GradientAssembly assembly =
        new GradientAssembly(run(), settings.student(), berth.desk().parameters());
    return new GradientFeed.Source(reader, assembly, berth.self());
  }

  /** The run's probes; call on the thread that polls them. */
  ProbeTail probes(ProbeTail.Outlets outlets) {
    ProbeGate gate = new ProbeGate(run(), teacher, pairs.conditionShape());
    return new ProbeTail(topics.probes(), gate, metrics, outlets);
  }

  private NoiseSchedule schedule() {
    return teacher.diffusion().schedule().schedule();
  }
}
