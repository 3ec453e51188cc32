package dev.aria.models.unet;

import static dev.aria.models.torchscript.ScriptText.script;

/**
 * The two blocks of the network. N batch, C channels, H x W, S = H*W places, L condition tokens, E
 * embedding width.
 */
final class UnetBlocks {
  private static final int HEADS = Unet.GROUPS;

  private final ScriptLines lines;
  private final Layers layers;
  private final int embeddingWidth;

  UnetBlocks(ScriptLines lines, Layers layers, int embeddingWidth) {
    this.lines = lines;
    this.layers = layers;
    this.embeddingWidth = embeddingWidth;
  }

  /**
   * Two normalised convolutions; time and condition scale and shift what lies between them (FiLM).
   *
   * @param embedding (N, E), after its activation
   */
  String residual(String name, String x, int in, int out, String embedding) {
    String h = layers.silu(layers.norm(name + ".norm1", x, in));
    h = layers.norm(name + ".norm2", layers.conv(name + ".conv1", h, in, out), out);
    String film = layers.linear(name + ".film", embedding, embeddingWidth, 2 * out); // (N, 2C)
    film = lines.let(script("torch.unsqueeze(torch.unsqueeze(%s, 2), 3)", film)); // (N, 2C, 1, 1)
    String scale = lines.let(script("torch.add(torch.narrow(%s, 1, 0, %s), 1)", film, out));
    String shift = lines.let(script("torch.narrow(%s, 1, %s, %s)", film, out, out));
    h = layers.silu(lines.let(script("torch.add(torch.mul(%s, %s), %s)", h, scale, shift)));
    h = layers.faintConv(name + ".conv2", h, out, out);
    return layers.add(in == out ? x : layers.mix(name + ".skip", x, in, out), h);
  }

  /** Every place looks at every other, then at the condition's {@code tokens} (N, L, E). */
  String attention(String name, String x, int channels, String tokens) {
    String own = places(layers.norm(name + ".norm1", x, channels));
    String h = attend(name + ".own", new Widths(channels, channels), own, own);
    String seen = layers.add(x, pictures(h, x));
    String asking = places(layers.norm(name + ".norm2", seen, channels));
    h = attend(name + ".text", new Widths(channels, embeddingWidth), asking, tokens);
    return layers.add(seen, pictures(h, x));
  }

  private record Widths(int query, int key) {}

  /** (N, S, C) looking at (N, L, K), back to (N, S, C). */
  private String attend(String name, Widths w, String asking, String asked) {
    String q = heads(layers.linear(name + ".query", asking, w.query, w.query), w.query);
    String k = heads(layers.linear(name + ".key", asked, w.key, w.query), w.query);
    String v = heads(layers.linear(name + ".value", asked, w.key, w.query), w.query);
    double scale = 1 / Math.sqrt((double) w.query / HEADS);
    String scores =
        lines.let(
            script("torch.mul(torch.matmul(%s, torch.transpose(%s, 2, 3)), %s)", q, k, scale));
    String mixed = lines.let(script("torch.matmul(torch.softmax(%s, -1), %s)", scores, v));
    String joined = lines.let(script("torch.flatten(torch.transpose(%s, 1, 2), 2, -1)", mixed));
    return layers.faintLinear(name + ".out", joined, w.query, w.query);
  }

  /** (N, L, C) to (N, heads, L, C / heads). */
  private String heads(String x, int width) {
    return lines.let(
        script(
            "torch.transpose(torch.reshape(%s, [torch.size(%s, 0), -1, %s, %s]), 1, 2)",
            x, x, HEADS, width / HEADS));
  }

  /** (N, C, H, W) to (N, S, C). */
  private String places(String x) {
    return lines.let(script("torch.transpose(torch.flatten(%s, 2, -1), 1, 2)", x));
  }

  /** (N, S, C) to the shape of {@code like}. */
  private String pictures(String x, String like) {
    return lines.let(script("torch.reshape(torch.transpose(%s, 1, 2), torch.size(%s))", x, like));
  }
}
