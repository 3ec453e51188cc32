package dev.aria.trainer.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.diffusion.LossSpace;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.engine.Arithmetic;
import dev.aria.models.training.ShardSpan;
import dev.aria.trainer.checkpoint.Provenance;
import dev.aria.trainer.checkpoint.ResumePoint;
import dev.aria.trainer.fixtures.KeepingStudent;
import dev.aria.trainer.fixtures.SilentWriter;
import dev.aria.trainer.student.Gradient;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GradientExchangeTest {
  private static final Arithmetic OURS = new Arithmetic("2.7.1", 1, "a processor", "cpu");
  private static final ResumePoint AT_FIVE =
      new ResumePoint(5, List.of(0L, 0L, 0L, 0L), WeightsVersion.INITIAL, 11);
  private static final TrainerIdentity SELF =
      new TrainerIdentity(new Provenance("run", "student", 0, LossSpace.TEACHER), "self", OURS);
  private static final PeerWriters WRITERS =
      new PeerWriters(new SilentWriter<>(() -> {}), new SilentWriter<>(() -> {}));
  private static final long HISTORY = AT_FIVE.historyIn(OURS);

  private final KeepingStudent student = new KeepingStudent();
  private final GradientExchange exchange = new GradientExchange(student, 4, SELF, WRITERS);

  private static PeerGradient received(long step, int first, int count, long history) {
    return new PeerGradient(
        step,
        history,
        "peer",
        new Gradient(new ShardSpan(first, count), 0, Tensor.of(new float[] {1}, 1)));
  }

  private static ShardShare share(Integer... owned) {
    return new ShardShare(Set.of(owned), false, true, false);
  }

  @Test
  void toCompute_othersWaitedForTooLong_computesTheirsToo() {
    exchange.receive(received(5, 2, 1, HISTORY));
    exchange.takeReceived(AT_FIVE, false);

    assertThat(exchange.toCompute(AT_FIVE, new ShardShare(Set.of(0), false, true, true)))
        .containsExactly(new ShardSpan(0, 2), new ShardSpan(3, 1));
  }

  @Test
  void toCompute_ownShardsNotYetComputed_areThose() {
    exchange.receive(received(5, 2, 2, HISTORY));
    exchange.takeReceived(AT_FIVE, false);

    assertThat(exchange.toCompute(AT_FIVE, share(0, 1, 2))).containsExactly(new ShardSpan(0, 2));
    assertThat(exchange.cover()).isEmpty();
  }

  @Test
  void toCompute_peerIsPastTheStep_computesItsShardsToo() {
    exchange.receive(received(6, 2, 2, HISTORY));

    assertThat(exchange.toCompute(AT_FIVE, share(0)))
        .containsExactly(new ShardSpan(0, 1), new ShardSpan(2, 2));
  }

  @Test
  void toCompute_peerIsFarAhead_fallsBehind() {
    exchange.receive(received(40, 2, 2, HISTORY));

    assertThatThrownBy(() -> exchange.toCompute(AT_FIVE, share(0)))
        .isInstanceOf(FellBehind.class)
        .hasMessageContaining("step 5")
        .hasMessageContaining("40");
  }

  @Test
  void takeReceived_otherHistory_endsAllButTheChief() {
    exchange.receive(received(5, 2, 2, HISTORY + 1));
    assertThatThrownBy(() -> exchange.takeReceived(AT_FIVE, false))
        .isInstanceOf(OtherHistory.class)
        .hasMessageContaining("peer")
        .hasMessageContaining("step 5");

    exchange.receive(received(5, 2, 2, HISTORY + 1));
    exchange.takeReceived(AT_FIVE, true);
    assertThat(student.kept()).isEmpty();
  }

  @Test
  void takeReceived_sameStudentInOtherArithmetic_saysWhatToCompare() {
    Arithmetic theirs = new Arithmetic("2.7.1", 2, "a processor", "cpu");
    exchange.receive(received(5, 2, 2, AT_FIVE.historyIn(theirs)));

    assertThatThrownBy(() -> exchange.takeReceived(AT_FIVE, false))
        .isInstanceOf(OtherHistory.class)
        .hasMessageContaining("peer")
        .hasMessageContaining("libtorch 2.7.1, 1 thread, cpu, processor a processor");
    assertThat(student.kept()).isEmpty();
  }
}
