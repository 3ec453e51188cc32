package dev.aria.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.Architecture;
import dev.aria.models.model.NewModel;
import dev.aria.models.torchscript.ScriptModule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepeatabilityTest {
  private static final OptimizerSettings SETTINGS = OptimizerSettings.constant(1e-2, 0);
  private static final FilmMlp SHAPE =
      new FilmMlp(TinyProblem.LATENT, TinyProblem.CONDITION, 8, 2, 4);

  /** A network with an operator before its last layer, which stays even outside of training. */
  private record Disturbed(String operator) implements Architecture {
    @Override
    public String family() {
      return SHAPE.family();
    }

    @Override
    public Map<String, String> settings() {
      return SHAPE.settings();
    }

    @Override
    public List<Integer> sampleShape() {
      return SHAPE.sampleShape();
    }

    @Override
    public List<Integer> conditionShape() {
      return SHAPE.conditionShape();
    }

    @Override
    public ScriptModule initialised(long seed) {
      ScriptModule plain = SHAPE.initialised(seed);
      String methods = plain.methods().replace("torch.silu(n)", operator);
      assertThat(methods).isNotEqualTo(plain.methods());
      return new ScriptModule(plain.name(), methods, plain.tensors());
    }
  }

  private static Trainable model(String operator) {
    return Trainable.create(
        new NewModel("disturbed", new Disturbed(operator), TinyProblem.diffusion(), 1),
        SETTINGS,
        "cpu");
  }

  @Test
  void shardGradient_moduleWithDropout_refusedAtItsFirstGradient() {
    try (Trainable model = model("torch.dropout(torch.silu(n), 0.5, True)")) {
      assertThatThrownBy(() -> model.shardGradient(TinyProblem.batch(1, 16)))
          .isInstanceOf(GradientNotRepeatable.class)
          .hasMessageContaining("disturbed")
          .hasMessageContaining("of %d elements".formatted(model.size()))
          .hasMessageContaining("dropout");
    }
  }

  @Test
  void shardGradient_moduleThatGivesNaNGradients_isNotCalledUnrepeatable() {
    // the root's slope at 0 is infinite, and 0 times that is not a number
    try (Trainable model = model("torch.mul(torch.sqrt(torch.mul(n, 0.)), 0.)");
        ShardGradient gradient = model.shardGradient(TinyProblem.batch(1, 16))) {
      assertThat(gradient.values().toFloats()).contains(Float.NaN);
      assertThatThrownBy(() -> model.apply(List.of(gradient))).isInstanceOf(NonFiniteLoss.class);
    }
  }

  @Test
  void shardGradient_plainModule_givesTheSameEachTime() {
    try (Trainable model = model("torch.silu(torch.mul(n, 1.))");
        ShardGradient first = model.shardGradient(TinyProblem.batch(1, 16));
        ShardGradient second = model.shardGradient(TinyProblem.batch(1, 16))) {
      assertThat(second.values()).isEqualTo(first.values());
    }
  }
}
