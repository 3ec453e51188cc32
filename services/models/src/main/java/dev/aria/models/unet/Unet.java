package dev.aria.models.unet;

import dev.aria.models.model.Architecture;
import dev.aria.models.torchscript.ScriptModule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The U-Net of a diffusion model (after Ho et al. 2020, Dhariwal and Nichol 2021). Level 0 is the
 * finest; each further level halves height and width.
 *
 * @param channels channels of a sample, C
 * @param imageSize height and width of a sample; divisible by 2^(levels - 1)
 * @param width channels at multiplier 1; a multiple of {@link #GROUPS}
 * @param multipliers channels of each level in units of {@code width}
 * @param blocks residual blocks a level on the way down (one more on the way up)
 * @param attentionLevels levels whose blocks are followed by self- and cross-attention; the middle
 *     always has it
 * @param conditionShape (D) of a condition vector or (L, D) of a sequence; zeros are the null
 *     condition
 * @param conditionTokens tokens that each condition vector is projected to for cross-attention; 1
 *     where conditions are sequences already
 */
public record Unet(
    int channels,
    int imageSize,
    int width,
    List<Integer> multipliers,
    int blocks,
    Set<Integer> attentionLevels,
    List<Integer> conditionShape,
    int conditionTokens)
    implements Architecture {
  /** The family's name in descriptors. */
  public static final String FAMILY = "unet";

  /** Groups of every group normalisation; also the heads of every attention. */
  static final int GROUPS = 8;

  public Unet {
    multipliers = List.copyOf(multipliers);
    conditionShape = List.copyOf(conditionShape);
    attentionLevels = Set.copyOf(attentionLevels);
    positive("channels", channels);
    positive("width", width);
    positive("levels", multipliers.size());
    positive("blocks", blocks);
    conditionShape.forEach(extent -> positive("conditionShape", extent));
    if (conditionShape.isEmpty() || conditionShape.size() > 2) {
      throw new IllegalArgumentException(
          "conditionShape must be (D) or (L, D), got " + conditionShape);
    }
    positive("conditionTokens", conditionTokens);
    multipliers.forEach(multiplier -> positive("multipliers", multiplier));
    int levels = multipliers.size();
    if (width % GROUPS != 0) {
      throw new IllegalArgumentException(
          "width must be a multiple of %d, got %d".formatted(GROUPS, width));
    }
    if (imageSize < 1 || levels > 16 || imageSize % (1 << (levels - 1)) != 0) {
      throw new IllegalArgumentException(
          "imageSize must be a positive multiple of 2^(levels - 1), got %d with %d levels"
              .formatted(imageSize, levels));
    }
    if (attentionLevels.stream().anyMatch(level -> level < 0 || level >= levels)) {
      throw new IllegalArgumentException(
          "attentionLevels must be in [0, %d), got %s".formatted(levels, attentionLevels));
    }
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be at least 1, got %d".formatted(name, value));
    }
  }

  @Override
  public String family() {
    return FAMILY;
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "width", Integer.toString(width),
        "multipliers", joined(multipliers),
        "blocks", Integer.toString(blocks),
        "attentionLevels", joined(attentionLevels.stream().sorted().toList()),
        "conditionTokens", Integer.toString(conditionTokens));
  }

  private static String joined(List<Integer> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  @Override
  public List<Integer> sampleShape() {
    return List.of(channels, imageSize, imageSize);
  }

  @Override
  public ScriptModule initialised(long seed) {
    return UnetSource.module(this, seed);
  }

  int conditionWidth() {
    return conditionShape.get(conditionShape.size() - 1);
  }

  int levels() {
    return multipliers.size();
  }

  int channelsAt(int level) {
    return width * multipliers.get(level);
  }

  /** Length of the vector that carries time and condition into every block, and of a token. */
  int embeddingWidth() {
    return 4 * width;
  }

  boolean attendsAt(int level) {
    return attentionLevels.contains(level);
  }
}
