package dev.aria.trainer.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.Draw;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.models.training.MicroBatch;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.trainer.fixtures.SmallTeacher;
import dev.aria.trainer.fixtures.TargetBatches;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TargetInputsTest {
  private final TargetBatch targets = new TargetBatches("run", 12, 6, 4, 1000, "t").batch(8, 3);
  private final SampleInputs inputs =
      new SampleInputs(new InMemoryPairs(5, 6, 4), SmallTeacher.SCHEDULE.schedule(), new float[4]);

  private static float[] row(Tensor tensor, int row) {
    float[] values = new float[tensor.rowSize()];
    tensor.readRow(row, values, 0);
    return values;
  }

  @Test
  void of_everyBranch_rebuildsNoisedLatentsAndTakesTheStatesOfPathsFromTheLog() {
    MicroBatch batch = TargetInputs.of(targets, inputs);

    List<Draw> draws = targets.draws().draws();
    int path = 0;
    for (int i = 0; i < draws.size(); i++) {
      float[] expected = new float[6];
      if (draws.get(i).branch() == Branch.PATH) {
        targets.pathStates().readRow(path++, expected, 0);
      } else {
        inputs.noised(draws.get(i), expected, 0);
      }
      float[] condition = new float[4];
      inputs.condition(targets.draws(), draws.get(i), condition, 0);
      assertThat(row(batch.x(), i)).isEqualTo(expected);
      assertThat(row(batch.cond(), i)).isEqualTo(condition);
    }
    assertThat(path).isEqualTo(3);
  }

  @Test
  void noised_drawOnAPath_isRefused() {
    Draw onPath = targets.draws().draws().get(3);

    assertThatThrownBy(() -> inputs.noised(onPath, new float[6], 0))
        .hasMessageContaining("draw %d lies on a path".formatted(onPath.ordinal()));
  }
}
