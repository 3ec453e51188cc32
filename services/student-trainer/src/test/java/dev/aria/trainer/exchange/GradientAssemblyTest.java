package dev.aria.trainer.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.GradientChunk;
import dev.aria.fixtures.SmallRuns;
import dev.aria.runtime.settings.RunSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GradientAssemblyTest {
  private static final RunSettings RUN = SmallRuns.of("run", "shards=4", "steps=100");

  private final GradientAssembly assembly = new GradientAssembly(RUN, "student", 4);

  private static GradientChunk chunk(String writer, long step, long offset, float... values) {
    return chunk("run", 0, writer, step, 4, offset, values);
  }

  private static GradientChunk chunk(
      String run,
      int first,
      String writer,
      long step,
      int parameters,
      long offset,
      float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new GradientChunk(
        run, "student", 0, step, first, 2, 7, writer, 0.5, parameters, offset, bytes);
  }

  @Test
  void add_chunksOfTwoWritersMixed_givesBothWhole() {
    assertThat(assembly.add(chunk("a", 3, 0, 1, 2))).isEmpty();
    assertThat(assembly.add(chunk("b", 3, 0, 5))).isEmpty();
    PeerGradient a = assembly.add(chunk("a", 3, 2, 3, 4)).orElseThrow();
    PeerGradient b = assembly.add(chunk("b", 3, 1, 6, 7, 8)).orElseThrow();

    assertThat(a.gradient().values().toFloats()).containsExactly(1, 2, 3, 4);
    assertThat(b.gradient().values().toFloats()).containsExactly(5, 6, 7, 8);
    assertThat(a.history()).isEqualTo(7);
  }

  @Test
  void add_twoSubtreesOfOneWriterMixed_givesBothWhole() {
    assertThat(assembly.add(chunk("run", 0, "a", 3, 4, 0, 1, 2))).isEmpty();
    assertThat(assembly.add(chunk("run", 2, "a", 3, 4, 0, 5, 6))).isEmpty();
    PeerGradient first = assembly.add(chunk("run", 0, "a", 3, 4, 2, 3, 4)).orElseThrow();
    PeerGradient second = assembly.add(chunk("run", 2, "a", 3, 4, 2, 7, 8)).orElseThrow();

    assertThat(first.gradient().values().toFloats()).containsExactly(1, 2, 3, 4);
    assertThat(second.gradient().values().toFloats()).containsExactly(5, 6, 7, 8);
    assertThat(second.gradient().span().first()).isEqualTo(2);
  }

  @Test
  void forgetBefore_writersThatDiedHalfWay_leaveNothing() {
    for (int writer = 0; writer < 100; writer++) {
      assembly.add(chunk("died" + writer, 3, 0, 1, 2));
    }
    assembly.add(chunk("alive", 4, 0, 1, 2));

    assembly.forgetBefore(4);

    assertThat(assembly.underWay()).isEqualTo(1);
    assertThat(assembly.add(chunk("alive", 4, 2, 3, 4))).isPresent();
    assertThat(assembly.underWay()).isZero();
  }

  @Test
  void add_beginningMissedOrPieceLost_givesNothingAndTheNextIsWhole() {
    assertThat(assembly.add(chunk("a", 3, 2, 3, 4))).isEmpty();
    assertThat(assembly.add(chunk("a", 4, 0, 1))).isEmpty();
    assertThat(assembly.add(chunk("a", 4, 2, 3, 4))).isEmpty();

    assertThat(assembly.add(chunk("a", 5, 0, 1, 2, 3, 4))).isPresent();
  }

  @Test
  void add_fiveWritersAtOnce_letsTheOneGoThatWentOnFirst() {
    for (int writer = 0; writer < 5; writer++) {
      assembly.add(chunk("w" + writer, 3, 0, 1, 2));
    }

    assertThat(assembly.underWay()).isEqualTo(GradientAssembly.MOST_OF_A_PARTITION);
    assertThat(assembly.add(chunk("w0", 3, 2, 3, 4))).isEmpty();
    assertThat(assembly.add(chunk("w1", 3, 2, 3, 4))).isPresent();
    assertThat(assembly.add(chunk("w4", 3, 2, 3, 4))).isPresent();
  }

  @Test
  void add_beginningsOfTheLongestGradient_takeTheMemoryOfTheirBytes() {
    int most = GradientAssembly.MOST_PARAMETERS;
    GradientAssembly large = new GradientAssembly(RUN, "student", most);

    for (int writer = 0; writer < 4; writer++) {
      assertThat(large.add(chunk("run", 0, "w" + writer, 3, most, 0, 1))).isEmpty();
    }

    assertThat(large.underWay()).isEqualTo(4);
  }

  @Test
  void create_moreWeightsThanAnArrayHolds_namesThemAndTheLimit() {
    assertThatThrownBy(() -> new GradientAssembly(RUN, "student", 1 << 29))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("536870912 weights")
        .hasMessageContaining("at most 536870909");
  }

  @Test
  void refusal_stepThatTheRunDoesNotHave_saysWhichIsTheLast() {
    assertThat(assembly.refusal(0, chunk("a", 99, 0, 1, 2))).isEmpty();
    assertThat(assembly.refusal(0, chunk("a", 100, 0, 1, 2)))
        .hasValue("gradient of step 100, the run's last is 99");
  }

  @Test
  void refusal_foreignOrMisplaced_saysWhatIsWrong() {
    assertThat(assembly.refusal(0, chunk("a", 3, 0, 1, 2))).isEmpty();
    assertThat(assembly.refusal(0, chunk("other", 0, "a", 3, 4, 0, 1)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("run 'other'"));
    assertThat(assembly.refusal(0, chunk("run", 0, "a", 3, 1 << 30, 0, 1)))
        .isEqualTo(Optional.of("gradient of 1073741824 elements, this student has 4"));
    assertThat(assembly.refusal(1, chunk("run", 1, "a", 3, 4, 0, 1)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("no subtree of 4"));
  }
}
