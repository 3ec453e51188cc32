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

  /** A network whose last layer sees z instead of n; {@code lines} make one of the other. */
  private record Disturbed(List<String> lines) implements Architecture {
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
      String last = "    out = torch.linear(torch.silu(%s),";
      String disturbed = "    " + String.join("\n    ", lines) + "\n" + last.formatted("z");
      String methods = plain.methods().replace(last.formatted("n"), disturbed);
      assertThat(methods).isNotEqualTo(plain.methods());
      return new ScriptModule(plain.name(), methods, plain.tensors());
    }
  }

  private static Trainable model(String... lines) {
    return Trainable.create(
        new NewModel("disturbed", new Disturbed(List.of(lines)), TinyProblem.diffusion(), 1),
        SETTINGS,
        "cpu");
  }

  @Test
  void shardGradient_moduleWithDropout_refusedAtItsFirstGradient() {
    try (Trainable model = model("z = torch.dropout(n, 0.5, True)")) {
      assertThatThrownBy(() -> model.shardGradient(TinyProblem.batch(1, 16)))
          .isInstanceOf(GradientNotRepeatable.class)
          .hasMessageContaining("disturbed")
          .hasMessageContaining("of %d elements".formatted(model.size()))
          .hasMessageContaining("dropout");
    }
  }

  /**
   * As a kernel that adds up in any order; the last layer starts at zero, and hides it at first.
   */
  @Test
  void shardGradient_onlyTheWayBackIsRandom_refusedOnceThereIsAGradient() {
    try (Trainable model =
        model(
            "d = torch.dropout(n, 0.5, True)", "z = torch.add(n, torch.sub(d, torch.detach(d)))")) {
      model.apply(List.of(model.shardGradient(TinyProblem.batch(1, 16))));

      assertThatThrownBy(() -> model.shardGradient(TinyProblem.batch(2, 16)))
          .isInstanceOf(GradientNotRepeatable.class);
    }
  }

  @Test
  void shardGradient_moduleThatGivesNaNGradients_isNotCalledUnrepeatable() {
    // the root's slope at 0 is infinite, and 0 times that is not a number
    try (Trainable model = model("z = torch.mul(torch.sqrt(torch.mul(n, 0.)), 0.)");
        ShardGradient gradient = model.shardGradient(TinyProblem.batch(1, 16))) {
      assertThat(gradient.values().toFloats()).contains(Float.NaN);
      assertThatThrownBy(() -> model.apply(List.of(gradient))).isInstanceOf(NonFiniteLoss.class);
    }
  }

  @Test
  void shardGradient_plainModule_givesTheSameEachTime() {
    try (Trainable model = model("z = n");
        ShardGradient first = model.shardGradient(TinyProblem.batch(1, 16));
        ShardGradient second = model.shardGradient(TinyProblem.batch(1, 16))) {
      assertThat(second.values()).isEqualTo(first.values());
    }
  }
}
