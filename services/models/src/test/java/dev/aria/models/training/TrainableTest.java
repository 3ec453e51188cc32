package dev.aria.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.NewModel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainableTest {
  private static final OptimizerSettings SETTINGS = OptimizerSettings.constant(1e-2, 5);

  private static double train(Trainable model, int from, int to) {
    double loss = 0;
    for (int i = from; i < to; i++) {
      int step = i;
      loss =
          model
              .apply(
                  IntStream.range(0, 3)
                      .mapToObj(
                          shard -> model.shardGradient(TinyProblem.batch(10L * step + shard, 16)))
                      .toList())
              .loss();
    }
    return loss;
  }

  @Test
  void apply_manySteps_lossFallsFarBelowItsStart() {
    try (Trainable model = Trainable.create(TinyProblem.model(1), SETTINGS, "cpu")) {
      double start = train(model, 0, 1);

      double end = train(model, 1, 200);

      assertThat(end).isLessThan(0.1 * start);
      assertThat(model.step()).isEqualTo(200);
    }
  }

  @Test
  void apply_sameBatchesTwice_sameWeightsBitForBit() {
    try (Trainable one = Trainable.create(TinyProblem.model(1), SETTINGS, "cpu");
        Trainable two = Trainable.create(TinyProblem.model(1), SETTINGS, "cpu")) {
      assertThat(one.weightsSha256()).isEqualTo(two.weightsSha256());
      String start = one.weightsSha256();

      train(one, 0, 20);
      train(two, 0, 20);

      assertThat(one.weightsSha256()).isEqualTo(two.weightsSha256()).isNotEqualTo(start);
    }
  }

  /** libtorch counts its threads thread by thread, so a fresh one might compute in parallel. */
  @Test
  void apply_onAnotherThread_sameWeightsBitForBit() {
    String here = wideStudentAfterTraining();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      String there =
          CompletableFuture.supplyAsync(TrainableTest::wideStudentAfterTraining, other).join();

      assertThat(there).isEqualTo(here);
    } finally {
      other.shutdown();
    }
  }

  private static String wideStudentAfterTraining() {
    FilmMlp shape = new FilmMlp(TinyProblem.LATENT, TinyProblem.CONDITION, 256, 2, 64);
    NewModel wide = new NewModel("wide", shape, TinyProblem.diffusion(), 1);
    try (Trainable model = Trainable.create(wide, SETTINGS, "cpu")) {
      for (int i = 0; i < 5; i++) {
        model.apply(List.of(model.shardGradient(TinyProblem.batch(i, 128))));
      }
      return model.weightsSha256();
    }
  }

  @Test
  void discrepancies_sameBatch_equalThoseOfTheGradientPass() {
    try (Trainable model = Trainable.create(TinyProblem.model(1), SETTINGS, "cpu")) {
      train(model, 0, 3);
      MicroBatch batch = TinyProblem.batch(99, 8);

      try (ShardGradient gradient = model.shardGradient(batch)) {
        assertThat(model.discrepancies(batch)).containsExactly(gradient.discrepancies());
      }
    }
  }

  @Test
  void apply_oneShard_stepCountsAndRateFollowsWarmUp() {
    try (Trainable model = Trainable.create(TinyProblem.model(1), SETTINGS, "cpu")) {
      StepOutcome outcome = model.apply(List.of(model.shardGradient(TinyProblem.batch(1, 4))));

      assertThat(outcome.step()).isEqualTo(1);
      assertThat(outcome.learningRate()).isEqualTo(1e-2 / 5);
      assertThat(model.learningRate()).isEqualTo(2e-2 / 5);
    }
  }
}
