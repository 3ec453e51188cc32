package dev.aria.trainer;

import dev.aria.models.engine.Arithmetic;
import dev.aria.runtime.topic.Topics;
import dev.aria.trainer.checkpoint.Checkpoints;
import dev.aria.trainer.checkpoint.Provenance;
import dev.aria.trainer.checkpoint.RestoredStudent;
import dev.aria.trainer.exchange.Peers;
import dev.aria.trainer.probes.ProbeScores;
import dev.aria.trainer.report.ReportOutbox;
import dev.aria.trainer.report.ReportWriter;
import dev.aria.trainer.run.RunContext;
import dev.aria.trainer.student.CollapseWatch;
import dev.aria.trainer.student.Student;
import dev.aria.trainer.student.StudentFactory;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a trainer together: its student, what it reads and what it writes. */
final class TrainerWiring {
  private static final Logger LOG = LoggerFactory.getLogger(TrainerWiring.class);

  private final RunContext run;
  private final StudentTrainerSettings settings;
  private final String device;
  private final Provenance provenance;
  private final OperatorOrders orders;
  private final Checkpoints checkpoints;
  private volatile boolean leaving;

  /**
   * @param device that the student lives on
   */
  TrainerWiring(RunContext run, StudentTrainerSettings settings, String device) {
    this.run = run;
    this.settings = settings;
    this.device = device;
    provenance =
        new Provenance(
            run.settings().name(),
            settings.student(),
            run.settings().lineage(),
            settings.lossSpace());
    orders = new OperatorOrders(run, settings.lead());
    checkpoints = new Checkpoints(run, provenance, settings.checkpoints(), settings.lead());
  }

  RunContext run() {
    return run;
  }

  /** The commands that this trainer has to obey. */
  OperatorOrders orders() {
    return orders;
  }

  Checkpoints checkpoints() {
    return checkpoints;
  }

  /** The student's other trainers, to whom this is a new one, under a name of its own. */
  Peers join() {
    return new Peers(run, provenance, "%s-%s".formatted(settings.student(), UUID.randomUUID()));
  }

  /** From now on a trainer that is still being opened waits for nobody any more. */
  void leave() {
    leaving = true;
  }

  /** Opens the student; call on the trainer's thread. */
  OpenedTrainer open(Peers peers) {
    Map<Integer, Long> gradientsFrom = peers.gradientEnds();
    StudentFactory factory = new StudentFactory(settings.plan(device), run);
    RestoredStudent restored = checkpoints.restore(factory, peers.state(() -> leaving));
    return new OpenedTrainer(loop(restored, peers), peers, gradientsFrom);
  }

  private LearnTraces traces() {
    return LearnTraces.of(run.traces(), Clock.systemUTC(), settings.student(), settings.lead());
  }

  private TrainingLoop loop(RestoredStudent restored, Peers peers) {
    Arithmetic arithmetic = Arithmetic.of(device);
    LOG.info("computes with {}", arithmetic.describe());
    Student student = Student.of(settings.student(), restored.model(), settings.lossSpace());
    ProbeScores probes =
        new ProbeScores(
            run.settings().probes().everySteps(), run.settings().shards(), run.schedule());
    ReportWriter reports =
        new ReportWriter(settings.student(), settings.lead(), run.schedule().fractions());
    TrainingLoop.Tools tools =
        new TrainingLoop.Tools(
            student,
            new StepLearner(student, reports, probes, run.inputs()).tracedBy(traces()),
            probes,
            new CollapseWatch(student, run.teacher().nullCondition().toFloats(), run.metrics()));
    TrainingLoop.Outputs outputs =
        new TrainingLoop.Outputs(
            new ReportOutbox(
                run.cluster().writer(Topics.stepReports(run.settings())), run.metrics()::loss),
            peers.exchange(student, arithmetic),
            checkpoints.store());
    TrainingLoop.Plan plan =
        new TrainingLoop.Plan(run.settings().steps(), settings.checkpointEvery());
    return new TrainingLoop(tools, outputs, plan, restored.point(), restored.kept());
  }
}
