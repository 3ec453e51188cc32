package dev.aria.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.diffusion.LossSpace;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.record.WeightsVersion;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.models.engine.Arithmetic;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.trainer.checkpoint.CheckpointStore;
import dev.aria.trainer.checkpoint.Provenance;
import dev.aria.trainer.checkpoint.ResumePoint;
import dev.aria.trainer.exchange.GradientExchange;
import dev.aria.trainer.exchange.PeerWriters;
import dev.aria.trainer.exchange.TrainerIdentity;
import dev.aria.trainer.fixtures.KeepingStudent;
import dev.aria.trainer.fixtures.SilentWriter;
import dev.aria.trainer.probes.ProbeScores;
import dev.aria.trainer.report.ReportOutbox;
import dev.aria.trainer.report.ReportWriter;
import dev.aria.trainer.run.TrainerMetrics;
import dev.aria.trainer.student.CollapseWatch;
import dev.aria.trainer.student.Student;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When a checkpoint is written of a student that learns nothing. */
final class TrainingLoopTest {
  private static final long STEP = 7;
  private static final Provenance PROVENANCE =
      new Provenance("run", "student", 0, LossSpace.TEACHER);
  private static final Arithmetic ARITHMETIC = new Arithmetic("2.7.1", 1, "a processor", "cpu");

  private final Store store = new Store();
  private final List<String> closed = new ArrayList<>();

  @Test
  void checkpoint_formerIsStillBeingWritten_waitsForNothingAndIsWrittenWhenAskedAgain() {
    TrainingLoop loop = loop(false);

    assertThat(loop.checkpoint()).isTrue();
    assertThat(loop.checkpoint()).isFalse();
    store.underWay.complete(false); // it could not be written
    assertThat(loop.checkpoint()).isTrue();

    assertThat(store.asked).containsExactly(STEP, STEP);
  }

  @Test
  void checkpoint_oneStandsHere_writesNoOther() {
    TrainingLoop loop = loop(false);

    loop.checkpoint();
    store.underWay.complete(true);
    loop.checkpoint();

    assertThat(store.asked).containsExactly(STEP);
    assertThat(loop.kept()).isEqualTo(STEP);
  }

  @Test
  void checkpointNow_stateTakenOverFromAPeer_isKeptThoughNothingWasLearnedSince() {
    TrainingLoop loop = loop(false);
    assertThat(loop.kept()).isZero();

    loop.checkpointNow();

    assertThat(store.asked).containsExactly(STEP);
    assertThat(loop.kept()).isEqualTo(STEP);
  }

  @Test
  void checkpointNow_resumedFromACheckpoint_writesNoOther() {
    TrainingLoop loop = loop(true);
    assertThat(loop.kept()).isEqualTo(STEP);

    loop.checkpointNow();

    assertThat(store.asked).isEmpty();
  }

  @Test
  void end_anotherTrainerHasLearnedMore_leavesTheStudentToIt() {
    store.later = true;

    loop(true).end();

    assertThat(store.exported).isFalse();
    assertThat(store.asked).isEmpty();
  }

  @Test
  void end_nobodyHasLearnedMore_keepsAndExports() {
    loop(true).end();

    assertThat(store.exported).isTrue();
    assertThat(store.asked).containsExactly(STEP);
  }

  @Test
  void close_checkpointStoreFails_closesEverythingElse() {
    TrainingLoop loop = loop(true);
    store.breaks = true;

    assertThatThrownBy(loop::close).hasMessage("no room");

    assertThat(closed).containsExactly("peers", "gradients", "reports");
  }

  private Runnable notes(String topic) {
    return () -> closed.add(topic);
  }

  private TrainingLoop loop(boolean kept) {
    Student student = new KeepingStudent();
    NoiseSchedule schedule = NoiseSchedule.linear(100, 1e-4, 0.02);
    ProbeScores probes = new ProbeScores(1, 4, schedule);
    StepLearner learner =
        new StepLearner(
            student,
            new ReportWriter("student", true, schedule.fractions()),
            probes,
            new SampleInputs(new InMemoryPairs(5, 6, 4), schedule, new float[4]));
    TrainingLoop.Tools tools =
        new TrainingLoop.Tools(
            student,
            learner,
            probes,
            new CollapseWatch(
                student, new float[4], new TrainerMetrics(new SimpleMeterRegistry())));
    PeerWriters peers =
        new PeerWriters(new SilentWriter<>(notes("gradients")), new SilentWriter<>(notes("peers")));
    TrainingLoop.Outputs outputs =
        new TrainingLoop.Outputs(
            new ReportOutbox(new SilentWriter<>(notes("reports")), loss -> {}),
            new GradientExchange(
                student, 4, new TrainerIdentity(PROVENANCE, "self", ARITHMETIC), peers),
            store);
    ResumePoint point = new ResumePoint(STEP, List.of(0L, 0L, 0L, 0L), WeightsVersion.INITIAL, 1);
    return new TrainingLoop(tools, outputs, new TrainingLoop.Plan(1000, 100), point, kept);
  }

  /** Notes what is asked of it. */
  private static final class Store implements CheckpointStore {
    private final List<Long> asked = new ArrayList<>();
    private CompletableFuture<Boolean> underWay = new CompletableFuture<>();
    private boolean breaks;
    private boolean later;
    private boolean exported;

    @Override
    public CompletableFuture<Boolean> keep(
        Student student, ResumePoint point, CompletableFuture<Void> reported) {
      asked.add(point.nextStep());
      underWay = new CompletableFuture<>();
      return underWay;
    }

    @Override
    public void keepNow(
        Student student, ResumePoint point, CompletableFuture<Void> reported, boolean last) {
      asked.add(point.nextStep());
    }

    @Override
    public boolean hasLater(long steps) {
      return later;
    }

    @Override
    public void export(Student student, long steps) {
      exported = true;
    }

    @Override
    public void close() {
      if (breaks) {
        throw new IllegalStateException("no room");
      }
    }
  }
}
