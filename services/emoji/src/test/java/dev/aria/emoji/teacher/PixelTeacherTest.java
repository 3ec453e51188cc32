package dev.aria.emoji.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.tensor.Tensor;
import dev.aria.emoji.catalogue.Background;
import dev.aria.emoji.catalogue.EmojiCatalogue;
import dev.aria.emoji.catalogue.EmojiPictures;
import dev.aria.emoji.catalogue.EmojiPrompt;
import dev.aria.emoji.catalogue.PictureBatch;
import dev.aria.emoji.catalogue.Style;
import dev.aria.models.encoder.MiniLmEncoder;
import dev.aria.models.training.Trainable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second family on the real problem, small: a U-Net on 16x16 pixels. */
class PixelTeacherTest {
  private static final int SIDE = 16;

  @TempDir private Path folder;

  @Test
  void sized_flatAndStepPictures_averagesByArea() {
    Tensor step = Tensor.of(new float[] {0, 3, 6, 0, 3, 6, 0, 3, 6}, 1, 1, 3, 3);

    float[] small = PictureBatch.sized(step, 2).toFloats();

    assertThat(small).containsExactly(new float[] {1, 5, 1, 5}, within(1e-6f));
  }

  @Test
  void next_realPictures_lowersTheLoss() {
    TeacherPlan plan = new TeacherPlan(TeacherPlan.onPixels(SIDE), 16, 301, 2e-3, 1);
    LabelledPictures pictures = pictures();
    try (Trainable teacher =
        Trainable.create(plan.model("encoder", "codec"), plan.optimizer(), "cpu")) {
      TeacherTraining training =
          new TeacherTraining(teacher, pictures, plan, TeacherFolder.at(folder));

      double first = training.next().loss();
      double last = 0;
      for (int i = 0; i < 60; i++) {
        last = training.next().loss();
      }

      assertThat(first).isBetween(0.8, 1.2);
      assertThat(last).isLessThan(0.6 * first);
    }
  }

  private static LabelledPictures pictures() {
    List<EmojiPrompt> prompts = new ArrayList<>();
    for (String name : List.of("red heart", "panda", "pizza", "flag japan")) {
      prompts.add(
          EmojiPrompt.canonical(
              EmojiCatalogue.load().named(name).orElseThrow(), Style.NOTO, Background.WHITE));
    }
    Tensor samples = PictureBatch.sized(PictureBatch.of(EmojiPictures.load(), prompts), SIDE);
    try (MiniLmEncoder encoder = MiniLmEncoder.fromClassPath()) {
      return new LabelledPictures(
          samples, prompts.stream().map(p -> List.of(encoder.encode(p.text()))).toList());
    }
  }
}
