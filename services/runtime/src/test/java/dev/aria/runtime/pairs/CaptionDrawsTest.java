package dev.aria.runtime.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.runtime.pairs.writing.NewCaption;
import dev.aria.runtime.pairs.writing.NewPair;
import dev.aria.runtime.pairs.writing.PairBatch;
import dev.aria.runtime.pairs.writing.PairedSetWriter;
import dev.aria.runtime.pairs.writing.RandomPairs;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaptionDrawsTest {
  private static final int DRAWS = 4000;

  @TempDir Path folder;

  @Test
  void condition_pairOfTwoCaptions_takesThemByProbabilityAndSeed() {
    write();
    int rare = 0;

    try (PairedSet pairs = PairedSets.open(folder)) {
      SampleInputs inputs =
          new SampleInputs(pairs, NoiseSchedule.linear(10, 1e-4, 0.02), new float[4]);
      SampleInputs others =
          new SampleInputs(pairs, NoiseSchedule.linear(10, 1e-4, 0.02), new float[4]);
      for (int seed = 0; seed < DRAWS; seed++) {
        float taken = condition(inputs, seed);
        assertThat(taken).isIn(1f, 2f).isEqualTo(condition(others, seed));
        rare += taken == 1 ? 1 : 0;
      }
    }

    assertThat(rare / (double) DRAWS).isBetween(0.22, 0.28); // a quarter, within 4 sigma
  }

  private void write() {
    PairLayout layout = RandomPairs.layout(ElementType.FLOAT32, 0, 4);
    List<NewCaption> captions =
        List.of(new NewCaption("rare", 1, filled(1)), new NewCaption("common", 3, filled(2)));
    try (PairedSetWriter writer =
        PairedSetWriter.open(folder, layout, RandomPairs.RECIPE, RandomPairs.SOURCES)) {
      NewPair pair = new NewPair("x", FloatBuffer.allocate(6), FloatBuffer.allocate(0), captions);
      writer.append(new PairBatch(1, List.of(pair), List.of()));
      writer.finish();
    }
  }

  private static FloatBuffer filled(float value) {
    return FloatBuffer.wrap(new float[] {value, value, value, value});
  }

  private static float condition(SampleInputs inputs, long seed) {
    Draw draw =
        new Draw(
            0,
            Branch.PAIRED,
            0,
            Optional.empty(),
            Draw.NO_CONDITION,
            0,
            3,
            seed,
            Draw.NO_POSITION,
            1,
            1,
            1);
    DrawBatch batch =
        new DrawBatch(
            "run",
            0,
            "map",
            "pairs",
            0,
            0,
            new WeightsVersion(1, 1),
            List.of(draw),
            Tensor.of(new float[0], 0, 4));
    float[] condition = new float[4];
    inputs.condition(batch, draw, condition, 0);
    return condition[0];
  }
}
