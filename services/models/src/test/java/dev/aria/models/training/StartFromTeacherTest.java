package dev.aria.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.ModelUnreadable;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.NoisePredictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFromTeacherTest {
  private static final OptimizerSettings SETTINGS = OptimizerSettings.constant(1e-2, 0);

  @TempDir Path folder;

  private static NewModel film(int width, int blocks, long seed) {
    FilmMlp shape = new FilmMlp(TinyProblem.LATENT, TinyProblem.CONDITION, width, blocks, 4);
    return new NewModel("film", shape, TinyProblem.diffusion(), seed);
  }

  private Path trainedTeacher(int blocks) {
    Path file = folder.resolve("teacher.pt");
    try (Trainable teacher = Trainable.create(film(8, blocks, 1), SETTINGS, "cpu")) {
      for (int i = 0; i < 5; i++) {
        teacher.apply(List.of(teacher.shardGradient(TinyProblem.batch(i, 8))));
      }
      teacher.export(file, "teacher", Weights.CURRENT);
    }
    return file;
  }

  @Test
  void startFrom_sameShape_predictsAsTheTeacherBitForBit() {
    Path file = trainedTeacher(2);
    MicroBatch batch = TinyProblem.batch(9, 4);
    try (Trainable student = Trainable.create(film(8, 2, 2), SETTINGS, "cpu");
        NoisePredictor teacher = ModelFiles.load(file, "cpu")) {
      List<String> taken = student.startFrom(file, UnaryOperator.identity());

      assertThat(taken).containsExactlyElementsOf(student.parameters(Weights.CURRENT).keySet());
      assertThat(student.predict(batch.x(), batch.t(), batch.cond()))
          .isEqualTo(teacher.predict(batch.x(), batch.t(), batch.cond()));
      assertThat(student.parameters(Weights.AVERAGED))
          .isEqualTo(student.parameters(Weights.CURRENT));
    }
  }

  @Test
  void startFrom_keptBlocks_studentBlockIsTheMappedOne() {
    Path file = trainedTeacher(4);
    try (Trainable student = Trainable.create(film(8, 2, 2), SETTINGS, "cpu");
        Trainable teacher = Trainable.open(file, SETTINGS, "cpu")) {
      student.startFrom(file, KeptBlocks.spread("block", 2, 4));

      Map<String, Tensor> own = student.parameters(Weights.CURRENT);
      Map<String, Tensor> source = teacher.parameters(Weights.CURRENT);
      assertThat(own.get("block0.first.weight")).isEqualTo(source.get("block1.first.weight"));
      assertThat(own.get("block1.first.weight")).isEqualTo(source.get("block3.first.weight"));
      assertThat(own.get("output.bias")).isEqualTo(source.get("output.bias"));
    }
  }

  @Test
  void startFrom_otherWidth_takesOnlyWhatFits() {
    Path file = trainedTeacher(2);
    try (Trainable student = Trainable.create(film(6, 2, 2), SETTINGS, "cpu")) {
      Tensor before = student.parameters(Weights.CURRENT).get("input.weight");

      List<String> taken = student.startFrom(file, UnaryOperator.identity());

      assertThat(taken).contains("time.first.weight", "skip.weight").doesNotContain("input.weight");
      assertThat(student.parameters(Weights.CURRENT).get("input.weight")).isEqualTo(before);
    }
  }

  @Test
  void startFrom_afterAStep_refused() {
    Path file = trainedTeacher(2);
    try (Trainable student = Trainable.create(film(8, 2, 2), SETTINGS, "cpu")) {
      student.apply(List.of(student.shardGradient(TinyProblem.batch(1, 4))));

      assertThatThrownBy(() -> student.startFrom(file, UnaryOperator.identity()))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void openAndStartFrom_aByteFlipped_refusedByItsDigestAndNotByLibtorch() throws IOException {
    Path file = trainedTeacher(2);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1; // in the weights: libtorch would load it
    Files.write(file, bytes);

    try (Trainable student = Trainable.create(film(8, 2, 2), SETTINGS, "cpu")) {
      assertThatThrownBy(() -> student.startFrom(file, UnaryOperator.identity()))
          .isInstanceOf(ModelUnreadable.class)
          .hasNoCause()
          .hasMessageContainingAll("teacher.pt", "SHA-256");
    }
    assertThatThrownBy(() -> Trainable.open(file, SETTINGS, "cpu"))
        .isInstanceOf(ModelUnreadable.class)
        .hasNoCause()
        .hasMessageContainingAll("teacher.pt", "SHA-256");
  }

  @Test
  void spread_fewerBlocks_keepsTheLastOfEachRun() {
    assertThat(KeptBlocks.spread("block", 2, 4).kept()).containsExactly(1, 3);
    assertThat(KeptBlocks.spread("block", 3, 4).kept()).containsExactly(1, 2, 3);
    assertThat(KeptBlocks.spread("block", 3, 5).kept()).containsExactly(1, 3, 4);
    assertThat(KeptBlocks.spread("block", 1, 4).kept()).containsExactly(3);
    assertThat(KeptBlocks.spread("block", 4, 4).kept()).containsExactly(0, 1, 2, 3);
    assertThatThrownBy(() -> KeptBlocks.spread("block", 5, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
