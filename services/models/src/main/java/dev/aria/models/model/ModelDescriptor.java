package dev.aria.models.model;

import dev.aria.core.digest.Sha256;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.encoder.Conditioning;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one must know to run a model file: it stands as JSON beside the {@code .pt}.
 *
 * <p>The module has {@code forward(x (N, sample shape) float32, t (N) int64, cond (N, encoded
 * shape) float32) -> (N, sample shape)}.
 *
 * @param name what people call it
 * @param family {@code film-mlp}, {@code unet}, or {@code torchscript} for a file from elsewhere
 * @param architecture the family's own settings by name, for people and for {@code plan}
 * @param sampleShape extents of one sample: (C, H, W) or (D)
 * @param conditionShape extents of one condition as it travels, in draws and paired sets
 * @param parameters number of trainable values
 * @param sha256 lower-case hex digest of the {@code .pt} file
 */
public record ModelDescriptor(
    String name,
    String family,
    Map<String, String> architecture,
    List<Integer> sampleShape,
    List<Integer> conditionShape,
    DiffusionSetting diffusion,
    long parameters,
    String sha256) {
  /** Most elements of one sample or condition; bounds what a descriptor can make anyone take. */
  private static final int MOST_ELEMENTS = 1 << 27;

  public ModelDescriptor {
    architecture = Map.copyOf(architecture);
    sampleShape = positive("sampleShape", sampleShape);
    conditionShape = positive("conditionShape", conditionShape);
    if (name.isBlank() || family.isBlank()) {
      throw new IllegalArgumentException("a model needs a name and a family");
    }
    List<Integer> condition = conditionShape;
    diffusion
        .conditioning()
        .travellingShape()
        .filter(shape -> !shape.equals(condition))
        .ifPresent(
            shape -> {
              throw new IllegalArgumentException(
                  "conditionShape must be %s, as the conditioning says, got %s"
                      .formatted(shape, condition));
            });
    int given = diffusion.conditioning().nullCondition().size();
    if (given != 0 && given != product(conditionShape)) {
      throw new IllegalArgumentException(
          "nullCondition must hold %d numbers, as a condition does, or none, got %d"
              .formatted(product(conditionShape), given));
    }
    if (parameters < 0) {
      throw new IllegalArgumentException("parameters must not be negative, got " + parameters);
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "sha256 must be 64 hex digits, got '%s'".formatted(sha256));
    }
  }

  private static List<Integer> positive(String field, List<Integer> extents) {
    if (extents.isEmpty() || extents.stream().anyMatch(extent -> extent < 1)) {
      throw new IllegalArgumentException(
          "%s must hold positive extents, got %s".formatted(field, extents));
    }
    long elements = 1;
    for (int extent : extents) {
      elements *= extent; // below 2^58: the bound held before this turn
      if (elements > MOST_ELEMENTS) {
        throw new IllegalArgumentException(
            "%s %s has more than %d elements".formatted(field, extents, MOST_ELEMENTS));
      }
    }
    return List.copyOf(extents);
  }

  /**
   * Lower-case hex digest over all that decides what the model says: of the network, and of text
   * conditions with the encoder that makes their states.
   */
  public String digest() {
    return diffusion.conditioning() instanceof Conditioning.Text text
        ? Sha256.of(sha256 + text.digest())
        : sha256;
  }

  /** Elements of one sample. */
  public int sampleSize() {
    return product(sampleShape);
  }

  /** Elements of one condition. */
  public int conditionDim() {
    return product(conditionShape);
  }

  /** Extents of one condition as the network reads it. */
  public List<Integer> encodedShape() {
    return diffusion.conditioning() instanceof Conditioning.Text text
        ? text.encodedShape()
        : conditionShape;
  }

  /** The null condition of classifier-free guidance as it travels, (condition shape). */
  public Tensor nullCondition() {
    List<Integer> values = diffusion.conditioning().nullCondition();
    float[] condition = new float[conditionDim()];
    for (int i = 0; i < values.size(); i++) {
      condition[i] = values.get(i);
    }
    return Tensor.of(condition, conditionShape.stream().mapToInt(i -> i).toArray());
  }

  /** {@code rows} null conditions, (rows, condition shape). */
  public Tensor nullConditions(int rows) {
    float[] one = nullCondition().toFloats();
    float[] all = new float[rows * one.length];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(one, 0, all, row * one.length, one.length);
    }
    int[] shape =
        IntStream.concat(IntStream.of(rows), conditionShape.stream().mapToInt(i -> i)).toArray();
    return Tensor.of(all, shape);
  }

  /** T, the number of diffusion steps. */
  public int timesteps() {
    return diffusion.schedule().timesteps();
  }

  /** The same model under another name and file digest. */
  public ModelDescriptor of(String newName, String newSha256) {
    return new ModelDescriptor(
        newName,
        family,
        architecture,
        sampleShape,
        conditionShape,
        diffusion,
        parameters,
        newSha256);
  }

  private static int product(List<Integer> extents) {
    return extents.stream().reduce(1, Math::multiplyExact);
  }
}
