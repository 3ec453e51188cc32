package dev.aria.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.engine.Arithmetic;
import dev.aria.models.training.ShardSpan;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StepRoundTest {
  private static final Arithmetic OURS = new Arithmetic("2.7.1", 1, "a processor", "cpu");
  private static final ResumePoint AT_FIVE =
      new ResumePoint(5, List.of(0L, 0L, 0L, 0L), WeightsVersion.INITIAL, 11);
  private static final long HISTORY = AT_FIVE.historyIn(OURS);

  private final KeepingStudent student = new KeepingStudent();
  private final StepRound round = new StepRound(student, 4, OURS);

  private static PeerGradient found(long step, int first, int count, long history) {
    return new PeerGradient(
        step,
        history,
        "peer",
        new Gradient(new ShardSpan(first, count), 0, Tensor.of(new float[] {1}, 1)));
  }

  private static TrainingDesk.Share share(Integer... owned) {
    return new TrainingDesk.Share(Set.of(owned), false, true, false);
  }

  @Test
  void toFind_othersWaitedForTooLong_findsTheirsToo() {
    round.add(found(5, 2, 1, HISTORY));
    round.takeFound(AT_FIVE, false);

    assertThat(round.toFind(AT_FIVE, new TrainingDesk.Share(Set.of(0), false, true, true)))
        .containsExactly(new ShardSpan(0, 2), new ShardSpan(3, 1));
  }

  @Test
  void toFind_ownShardsNotYetFound_areThose() {
    round.add(found(5, 2, 2, HISTORY));
    round.takeFound(AT_FIVE, false);

    assertThat(round.toFind(AT_FIVE, share(0, 1, 2))).containsExactly(new ShardSpan(0, 2));
    assertThat(round.cover()).isEmpty();
  }

  @Test
  void toFind_peerIsPastTheStep_findsItsShardsToo() {
    round.add(found(6, 2, 2, HISTORY));

    assertThat(round.toFind(AT_FIVE, share(0)))
        .containsExactly(new ShardSpan(0, 1), new ShardSpan(2, 2));
  }

  @Test
  void toFind_peerIsFarAhead_fallsBehind() {
    round.add(found(40, 2, 2, HISTORY));

    assertThatThrownBy(() -> round.toFind(AT_FIVE, share(0)))
        .isInstanceOf(FellBehind.class)
        .hasMessageContaining("step 5")
        .hasMessageContaining("40");
  }

  @Test
  void takeFound_otherHistory_endsAllButTheChief() {
    round.add(found(5, 2, 2, HISTORY + 1));
    assertThatThrownBy(() -> round.takeFound(AT_FIVE, false))
        .isInstanceOf(OtherHistory.class)
        .hasMessageContaining("peer")
        .hasMessageContaining("step 5");

    round.add(found(5, 2, 2, HISTORY + 1));
    round.takeFound(AT_FIVE, true);
    assertThat(student.kept()).isEmpty();
  }

  @Test
  void takeFound_sameStudentInOtherArithmetic_saysWhatToCompare() {
    Arithmetic theirs = new Arithmetic("2.7.1", 2, "a processor", "cpu");
    round.add(found(5, 2, 2, AT_FIVE.historyIn(theirs)));

    assertThatThrownBy(() -> round.takeFound(AT_FIVE, false))
        .isInstanceOf(OtherHistory.class)
        .hasMessageContaining("peer")
        .hasMessageContaining("libtorch 2.7.1, 1 thread, cpu, processor a processor");
    assertThat(student.kept()).isEmpty();
  }
}
