package dev.aria.models.film;

import dev.aria.models.model.Architecture;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.torchscript.ScriptModule;
import java.util.List;
import java.util.Map;

/**
 * A residual multi-layer perceptron on latents whose every block is modulated (FiLM: Perez et al.
 * 2018) by time and condition.
 *
 * <p>D latent extent, C condition extent, W width, E embedding width. With e (N, E) made from the
 * sinusoidal embedding of t and from the condition: h = W_in x; for each block h += second(silu(
 * first(film(norm(h), e)))); output = W_out silu(film(norm(h), e)) + x * skip(e). The skip (ours)
 * is the exact shape of the best noise estimate for a Gaussian with diagonal covariance, which PCA
 * latents nearly are. The null condition is the zero vector; what the network says for it is
 * learned through the biases.
 *
 * @param latentDim D
 * @param conditionDim C
 * @param width W
 * @param blocks residual blocks
 * @param embeddingDim E, even
 */
public record FilmMlp(int latentDim, int conditionDim, int width, int blocks, int embeddingDim)
    implements Architecture {
  /** The family's name in descriptors. */
  public static final String FAMILY = "film-mlp";

  public FilmMlp {
    atLeastOne("latentDim", latentDim);
    atLeastOne("conditionDim", conditionDim);
    atLeastOne("width", width);
    atLeastOne("blocks", blocks);
    if (embeddingDim < 2 || embeddingDim % 2 != 0) {
      throw new IllegalArgumentException(
          "embeddingDim must be even and at least 2, got " + embeddingDim);
    }
  }

  /** A network whose embedding is a third as wide as its blocks. */
  public static FilmMlp of(int latentDim, int conditionDim, int width, int blocks) {
    return new FilmMlp(latentDim, conditionDim, width, blocks, Math.max(2, width / 6 * 2));
  }

  /**
   * The network that {@code model} describes.
   *
   * @throws IllegalArgumentException when the model is of another family, or says too little
   */
  public static FilmMlp describedBy(ModelDescriptor model) {
    if (!model.family().equals(FAMILY)) {
      throw new IllegalArgumentException(
          "model %s is of family %s, not %s".formatted(model.name(), model.family(), FAMILY));
    }
    return new FilmMlp(
        extent(model, "latentDim"),
        extent(model, "conditionDim"),
        extent(model, "width"),
        extent(model, "blocks"),
        extent(model, "embeddingDim"));
  }

  private static int extent(ModelDescriptor model, String name) {
    String value = model.architecture().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "descriptor of %s says nothing of its %s".formatted(model.name(), name));
    }
    return Integer.parseInt(value);
  }

  /** The same network with another number of blocks, each as here. */
  public FilmMlp withBlocks(int count) {
    return new FilmMlp(latentDim, conditionDim, width, count, embeddingDim);
  }

  private static void atLeastOne(String field, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be at least 1, got %d".formatted(field, value));
    }
  }

  @Override
  public String family() {
    return FAMILY;
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "latentDim", Integer.toString(latentDim),
        "conditionDim", Integer.toString(conditionDim),
        "width", Integer.toString(width),
        "blocks", Integer.toString(blocks),
        "embeddingDim", Integer.toString(embeddingDim));
  }

  @Override
  public List<Integer> sampleShape() {
    return List.of(latentDim);
  }

  @Override
  public List<Integer> conditionShape() {
    return List.of(conditionDim);
  }

  @Override
  public ScriptModule initialised(long seed) {
    return new ScriptModule(
        "FilmMlp", new FilmMlpSource(this).forward(), new FilmMlpWeights(this, seed).tensors());
  }
}
