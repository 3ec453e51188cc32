package dev.aria.models.film;

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
    line("h = %s".formatted(linear("input", "x")));
    for (int block = 0; block < shape.blocks(); block++) {
      residual("block" + block);
    }
    modulated("last");
    line("skip = %s".formatted(linear("skip", "e")));
    line("out = %s".formatted(linear("output", "torch.silu(n)")));
    line("return torch.addcmul(out, x, skip)");
    return text.toString();
  }

  /**
   * e (N, E) from t (N) and cond (N, C), whose rows have unit length and are scaled to unit RMS.
   */
  private void embedding() {
    line("angle = torch.mul(torch.unsqueeze(torch.type_as(t, x), 1), self.frequencies)");
    line("wave = torch.cat([torch.sin(angle), torch.cos(angle)], 1)");
    line("ts = torch.silu(%s)".formatted(linear("time.first", "wave")));
    line("te = %s".formatted(linear("time.second", "ts")));
    line("scaled = torch.mul(cond, %s)".formatted(Math.sqrt(shape.conditionDim())));
    line("cs = torch.silu(%s)".formatted(linear("condition.first", "scaled")));
    line("ce = %s".formatted(linear("condition.second", "cs")));
    line("e = torch.silu(torch.add(te, ce))");
  }

  private void residual(String name) {
    modulated(name);
    line("m = torch.silu(%s)".formatted(linear(name + ".first", "n")));
    line("h = torch.add(h, %s)".formatted(linear(name + ".second", "m")));
  }

  /** n = film(norm(h), e) with the layer {@code NAME.film}: (N, W). */
  private void modulated(String name) {
    int width = shape.width();
    line("f = %s".formatted(linear(name + ".film", "e")));
    line("scale = torch.slice(f, 1, 0, %d, 1)".formatted(width));
    line("shift = torch.slice(f, 1, %d, %d, 1)".formatted(width, 2 * width));
    line("norm = torch.layer_norm(h, [%d], None, None, 1.0e-05, True)".formatted(width));
    line("n = torch.addcmul(torch.add(norm, shift), norm, scale)");
  }

  private static String linear(String layer, String input) {
    return "torch.linear(%s, self.%s.weight, self.%s.bias)".formatted(input, layer, layer);
  }

  private void line(String statement) {
    text.append("    ").append(statement).append('\n');
  }
}
