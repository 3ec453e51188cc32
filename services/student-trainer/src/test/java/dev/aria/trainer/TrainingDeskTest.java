package dev.aria.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.record.WeightsVersion;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.models.engine.Arithmetic;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.pairs.SampleInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** When a checkpoint is written, at a desk whose student learns nothing. */
final class TrainingDeskTest {
  private static final long STEP = 7;
  private static final Provenance PROVENANCE = new Provenance("run", "student", 0);
  private static final Arithmetic ARITHMETIC = new Arithmetic("2.7.1", 1, "a processor", "cpu");

  private final Shelf shelf = new Shelf();
  private final List<String> closed = new ArrayList<>();

  @Test
  void checkpoint_formerIsStillBeingWritten_waitsForNothingAndIsWrittenWhenAskedAgain() {
    TrainingDesk desk = desk(false);

    assertThat(desk.checkpoint()).isTrue();
    assertThat(desk.checkpoint()).isFalse();
    shelf.underWay.complete(false); // it could not be written
    assertThat(desk.checkpoint()).isTrue();

    assertThat(shelf.asked).containsExactly(STEP, STEP);
  }

  @Test
  void checkpoint_oneStandsHere_writesNoOther() {
    TrainingDesk desk = desk(false);

    desk.checkpoint();
    shelf.underWay.complete(true);
    desk.checkpoint();

    assertThat(shelf.asked).containsExactly(STEP);
    assertThat(desk.kept()).isEqualTo(STEP);
  }

  @Test
  void checkpointNow_stateTakenOverFromAPeer_isKeptThoughNothingWasLearnedSince() {
    TrainingDesk desk = desk(false);
    assertThat(desk.kept()).isZero();

    desk.checkpointNow();

    assertThat(shelf.asked).containsExactly(STEP);
    assertThat(desk.kept()).isEqualTo(STEP);
  }

  @Test
  void checkpointNow_resumedFromACheckpoint_writesNoOther() {
    TrainingDesk desk = desk(true);
    assertThat(desk.kept()).isEqualTo(STEP);

    desk.checkpointNow();

    assertThat(shelf.asked).isEmpty();
  }

  @Test
  void end_anotherTrainerHasLearnedMore_leavesTheStudentToIt() {
    shelf.later = true;

    desk(true).end();

    assertThat(shelf.exported).isFalse();
    assertThat(shelf.asked).isEmpty();
  }

  @Test
  void end_nobodyHasLearnedMore_keepsAndExports() {
    desk(true).end();

    assertThat(shelf.exported).isTrue();
    assertThat(shelf.asked).containsExactly(STEP);
  }

  @Test
  void close_keeperFails_closesEverythingElse() {
    TrainingDesk desk = desk(true);
    shelf.breaks = true;

    assertThatThrownBy(desk::close).hasMessage("no room");

    assertThat(closed).containsExactly("peers", "gradients", "reports");
  }

  private TrainingDesk desk(boolean kept) {
    Student student = new KeepingStudent();
    NoiseSchedule schedule = NoiseSchedule.linear(100, 1e-4, 0.02);
    ProbeScores probes = new ProbeScores(new ProbeRotation(1, 4), schedule);
    StepLearner learner =
        new StepLearner(
            student,
            new ReportWriter("student", true, 100),
            probes,
            new SampleInputs(new InMemoryPairs(5, 6, 4), schedule, new float[4]));
    TrainingDesk.Tools tools =
        new TrainingDesk.Tools(student, learner, new StepRound(student, 4, ARITHMETIC), probes);
    TrainingDesk.Outlets outlets =
        new TrainingDesk.Outlets(
            new ReportOutbox(new Pen<>("reports")),
            new GradientOutbox(new Pen<>("gradients"), PROVENANCE, "self", ARITHMETIC),
            new StateOffers(new Pen<>("peers"), PROVENANCE, "self"),
            shelf);
    ResumePoint point = new ResumePoint(STEP, List.of(0L, 0L, 0L, 0L), WeightsVersion.INITIAL, 1);
    return new TrainingDesk(tools, outlets, new TrainingDesk.Plan(1000, 100), point, kept);
  }

  /** Notes what is asked of it. */
  private static final class Shelf implements TrainingDesk.Keeper {
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
    public void export(Student student) {
      exported = true;
    }

    @Override
    public void close() {
      if (breaks) {
        throw new IllegalStateException("no room");
      }
    }
  }

  /** Writes nothing. */
  private final class Pen<T> implements TopicWriter<T> {
    private final String topic;

    Pen(String topic) {
      this.topic = topic;
    }

    @Override
    public CompletionStage<Long> send(int partition, String key, T value) {
      return CompletableFuture.completedFuture(0L);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      closed.add(topic);
    }
  }
}
