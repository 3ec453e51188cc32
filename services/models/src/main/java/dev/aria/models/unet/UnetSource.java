package dev.aria.models.unet;

import static dev.aria.models.torchscript.ScriptText.script;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.torchscript.ScriptModule;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes the U-Net of a {@link Unet} as a TorchScript module: {@code forward(x (N, C, H, W), t (N)
 * int64, cond (N, D) or (N, L, D)) -> (N, C, H, W)}. After Ho et al. 2020 and Dhariwal and Nichol
 * 2021: residual blocks with group norm, SiLU and FiLM, self- and cross-attention, skip
 * connections. Only operators that torch 1.13 has; no dropout.
 */
final class UnetSource {
  private static final String NAME = "Unet";
  private static final double LONGEST_PERIOD = 10_000;

  private final Unet shape;
  private final ScriptLines lines = new ScriptLines();
  private final Layers layers;
  private final UnetBlocks blocks;
  private final Deque<Skip> skips = new ArrayDeque<>();
  private String embedding = "";
  private String tokens = "";

  private UnetSource(Unet shape, long seed) {
    this.shape = shape;
    this.layers = new Layers(lines, seed);
    this.blocks = new UnetBlocks(lines, layers, shape.embeddingWidth());
  }

  private record Skip(String variable, int channels) {}

  /** The module with weights drawn from {@code seed}; same shape and seed, same bytes. */
  static ScriptModule module(Unet shape, long seed) {
    return new UnetSource(shape, seed).write();
  }

  private ScriptModule write() {
    condition();
    String h = layers.conv("entry", "x", shape.channels(), shape.width());
    skips.push(new Skip(h, shape.width()));
    h = middle(down(h));
    h = up(h);
    h = layers.silu(layers.norm("exit.norm", h, shape.channelsAt(0)));
    h = layers.faintConv("exit.conv", h, shape.channelsAt(0), shape.channels());
    String method =
        script(
            """
          def forward(self: __torch__.%s,
              x: Tensor,
              t: Tensor,
              cond: Tensor) -> Tensor:
        %s    return %s
        """,
            NAME, lines.body(), h);
    return new ScriptModule(NAME, method, lines.tensors());
  }

  /**
   * Sinusoids of t and the mean condition make the embedding (N, E); the condition's rows (N, L,
   * D), brought to unit size, make the tokens.
   */
  private void condition() {
    int e = shape.embeddingWidth();
    int d = shape.conditionWidth();
    String frequencies = lines.buffer("time.frequencies", frequencies(shape.width() / 2));
    String angles =
        lines.let(script("torch.mul(torch.unsqueeze(t, 1), %s)", frequencies)); // (N, width/2)
    String time = lines.let(script("torch.cat([torch.cos(%s), torch.sin(%s)], 1)", angles, angles));
    time = layers.linear("time.second", twoLayers("time.first", time, shape.width()), e, e);
    String rows =
        lines.let(script("torch.reshape(cond, [torch.size(cond, 0), -1, %s])", d)); // (N, L, D)
    String mean = lines.let(script("torch.mean(%s, [1], False, dtype=None)", rows));
    String text = layers.linear("text.second", twoLayers("text.first", mean, d), e, e);
    embedding = layers.silu(layers.add(time, text)); // (N, E)
    int count = shape.conditionTokens();
    String wide = layers.linear("text.tokens", rows, d, count * e);
    tokens = lines.let(script("torch.reshape(%s, [torch.size(cond, 0), -1, %s])", wide, e));
  }

  private String twoLayers(String name, String x, int in) {
    return layers.silu(layers.linear(name, x, in, shape.embeddingWidth()));
  }

  private static Tensor frequencies(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) StrictMath.exp(-StrictMath.log(LONGEST_PERIOD) * i / count);
    }
    return Tensor.of(values, count);
  }

  private String down(String entry) {
    String h = entry;
    int in = shape.width();
    for (int level = 0; level < shape.levels(); level++) {
      int out = shape.channelsAt(level);
      for (int block = 0; block < shape.blocks(); block++) {
        h = block(script("down%d.block%d", level, block), h, in, level);
        skips.push(new Skip(h, out));
        in = out;
      }
      if (level < shape.levels() - 1) {
        h = layers.halve(script("down%d.halve", level), h, out);
        skips.push(new Skip(h, out));
      }
    }
    return h;
  }

  private String middle(String bottom) {
    int channels = shape.channelsAt(shape.levels() - 1);
    String h = blocks.residual("middle.block0", bottom, channels, channels, embedding);
    h = blocks.attention("middle.attention", h, channels, tokens);
    return blocks.residual("middle.block1", h, channels, channels, embedding);
  }

  private String up(String bottom) {
    String h = bottom;
    int in = shape.channelsAt(shape.levels() - 1);
    for (int level = shape.levels() - 1; level >= 0; level--) {
      for (int block = 0; block <= shape.blocks(); block++) {
        Skip skip = skips.pop();
        h = lines.let(script("torch.cat([%s, %s], 1)", h, skip.variable));
        h = block(script("up%d.block%d", level, block), h, in + skip.channels, level);
        in = shape.channelsAt(level);
      }
      if (level > 0) {
        h = layers.twice(script("up%d.twice", level), h, in);
      }
    }
    return h;
  }

  private String block(String name, String x, int in, int level) {
    int out = shape.channelsAt(level);
    String h = blocks.residual(name, x, in, out, embedding);
    return shape.attendsAt(level) ? blocks.attention(name + ".attention", h, out, tokens) : h;
  }
}
