package dev.aria.models.unet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.training.MicroBatch;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.ShardGradient;
import dev.aria.models.training.Trainable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A gradient depends on its inputs alone, not on what lay in the memory that libtorch is given. */
final class WrittenMemoryTest {
  private static final byte NAN = (byte) 0xff; // four of them are a float that is no number
  private static final int LARGEST = 1 << 17; // bytes; larger pieces come from the kernel, as zeros

  /** Widths that fill no vector of 8 or 16 floats, where padding would have to be written. */
  private static final Unet SHAPE = new Unet(3, 8, 8, List.of(1, 2), 1, Set.of(1), List.of(6), 2);

  @Test
  void shardGradient_freedMemoryFullOfNans_isTheSame() {
    var diffusion = DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 1);
    OptimizerSettings settings = OptimizerSettings.constant(3e-3, 0);
    try (Trainable model =
        Trainable.create(new NewModel("test", SHAPE, diffusion, 5), settings, "cpu")) {
      float[] first = gradient(model);

      for (int i = 0; i < 10; i++) {
        fillFreeMemoryWithNans();
        assertThat(gradient(model)).isEqualTo(first);
      }
    }
  }

  private static float[] gradient(Trainable model) {
    float[] weight = {1, 1, 1, 1};
    int[] t = {0, 100, 500, 999};
    Tensor x = noise(1, 4, 3, 8, 8);
    try (ShardGradient gradient =
        model.shardGradient(new MicroBatch(x, t, noise(2, 4, 6), noise(3, 4, 3, 8, 8), weight))) {
      return gradient.values().toFloats();
    }
  }

  private static Tensor noise(long seed, int... shape) {
    int size = 1;
    for (int length : shape) {
      size *= length;
    }
    float[] values = new float[size];
    GaussianNoise.fill(seed, values);
    return Tensor.of(values, shape);
  }

  /** Through malloc, which libtorch's allocator of tensors draws on as well. */
  private static void fillFreeMemoryWithNans() {
    List<Memory> pieces = new ArrayList<>();
    for (int size = 64; size <= LARGEST; size *= 2) {
      for (int i = 0; i < 64; i++) {
        Memory piece = new Memory(size);
        piece.setMemory(0, size, NAN);
        pieces.add(piece);
      }
    }
    pieces.forEach(Memory::close);
  }
}
