package dev.aria.models.film;

import static dev.aria.models.torchscript.ScriptText.script;

/** The forward pass of a {@link FilmMlp} as TorchScript text (operators of torch 1.13). */
final class FilmMlpSource {
  private final FilmMlp shape;
  private final StringBuilder text = new StringBuilder();

  FilmMlpSource(FilmMlp shape) {
    this.shape = shape;
  }

  String forward() {
    text.append(
        "  def forward(self: __torch__.FilmMlp, x: Tensor, t: Tensor, cond: Tensor) -> Tensor:\n");
    embedding();
    line(script("h = %s", linear("input", "x")));
    for (int block = 0; block < shape.blocks(); block++) {
      residual("block" + block);
    }
    modulated("last");
    line(script("skip = %s", linear("skip", "e")));
    line(script("out = %s", linear("output", "torch.silu(n)")));
    line("return torch.addcmul(out, x, skip)");
    return text.toString();
  }

  /**
   * e (N, E) from t (N) and cond (N, C), whose rows have unit length and are scaled to unit RMS.
   */
  private void embedding() {
    line("angle = torch.mul(torch.unsqueeze(torch.type_as(t, x), 1), self.frequencies)");
    line("wave = torch.cat([torch.sin(angle), torch.cos(angle)], 1)");
    line(script("ts = torch.silu(%s)", linear("time.first", "wave")));
    line(script("te = %s", linear("time.second", "ts")));
    line(script("scaled = torch.mul(cond, %s)", Math.sqrt(shape.conditionDim())));
    line(script("cs = torch.silu(%s)", linear("condition.first", "scaled")));
    line(script("ce = %s", linear("condition.second", "cs")));
    line("e = torch.silu(torch.add(te, ce))");
  }

  private void residual(String name) {
    modulated(name);
    line(script("m = torch.silu(%s)", linear(name + ".first", "n")));
    line(script("h = torch.add(h, %s)", linear(name + ".second", "m")));
  }

  /** n = film(norm(h), e) with the layer {@code NAME.film}: (N, W). */
  private void modulated(String name) {
    int width = shape.width();
    line(script("f = %s", linear(name + ".film", "e")));
    line(script("scale = torch.slice(f, 1, 0, %d, 1)", width));
    line(script("shift = torch.slice(f, 1, %d, %d, 1)", width, 2 * width));
    line(script("norm = torch.layer_norm(h, [%d], None, None, 1.0e-05, True)", width));
    line("n = torch.addcmul(torch.add(norm, shift), norm, scale)");
  }

  private static String linear(String layer, String input) {
    return script("torch.linear(%s, self.%s.weight, self.%s.bias)", input, layer, layer);
  }

  private void line(String statement) {
    text.append("    ").append(statement).append('\n');
  }
}
