package dev.aria.models.unet;

import static dev.aria.models.torchscript.ScriptText.script;

import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import dev.aria.core.tensor.Tensor;
import java.util.Arrays;

/**
 * Layers with seeded weights, each written as one TorchScript line. Weights and biases start as
 * PyTorch's defaults do, uniform within 1 / sqrt(fan-in); the last layer of a residual branch
 * starts at {@link #FAINT} of that, so that the network starts near the identity (Karras et al.
 * 2022).
 *
 * <p>N batch, C channels, H x W.
 */
final class Layers {
  private static final double FAINT = 1e-5;

  private final ScriptLines lines;
  private final long seed;

  Layers(ScriptLines lines, long seed) {
    this.lines = lines;
    this.seed = seed;
  }

  /** 3x3 convolution, same size. */
  String conv(String name, String x, int in, int out) {
    return convolution(name, x, new Kernel(in, out, 3, 1, 1));
  }

  /** 3x3 convolution that closes a residual branch. */
  String faintConv(String name, String x, int in, int out) {
    return convolution(name, x, new Kernel(in, out, 3, 1, FAINT));
  }

  /** 3x3 convolution that halves height and width. */
  String halve(String name, String x, int channels) {
    return convolution(name, x, new Kernel(channels, channels, 3, 2, 1));
  }

  /** 1x1 convolution. */
  String mix(String name, String x, int in, int out) {
    return convolution(name, x, new Kernel(in, out, 1, 1, 1));
  }

  /** Doubles height and width, then convolves. */
  String twice(String name, String x, int channels) {
    String larger = lines.let(script("torch.upsample_nearest2d(%s, None, [2., 2.])", x));
    return conv(name, larger, channels, channels);
  }

  private record Kernel(int in, int out, int size, int stride, double gain) {}

  private String convolution(String name, String x, Kernel k) {
    int fan = k.in * k.size * k.size;
    String weight = uniform(name + ".weight", k.gain, fan, k.out, k.in, k.size, k.size);
    String bias = uniform(name + ".bias", k.gain, fan, k.out);
    int padding = k.size / 2;
    return lines.let(
        script(
            "torch.conv2d(%s, %s, %s, [%s, %s], [%s, %s], [1, 1], 1)",
            x, weight, bias, k.stride, k.stride, padding, padding));
  }

  /** (..., in) to (..., out). */
  String linear(String name, String x, int in, int out) {
    return linear(name, x, in, out, 1);
  }

  /** The linear layer that closes a residual branch. */
  String faintLinear(String name, String x, int in, int out) {
    return linear(name, x, in, out, FAINT);
  }

  private String linear(String name, String x, int in, int out, double gain) {
    String weight = uniform(name + ".weight", gain, in, out, in);
    String bias = uniform(name + ".bias", gain, in, out);
    return lines.let(script("torch.linear(%s, %s, %s)", x, weight, bias));
  }

  /** Group normalisation with scale and shift of each channel. */
  String norm(String name, String x, int channels) {
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    String weight = lines.parameter(name + ".weight", Tensor.of(ones, channels));
    String bias = lines.parameter(name + ".bias", Tensor.of(new float[channels], channels));
    return lines.let(
        script("torch.group_norm(%s, %s, %s, %s, 1e-05, True)", x, Unet.GROUPS, weight, bias));
  }

  String silu(String x) {
    return lines.let(script("torch.silu(%s)", x));
  }

  String add(String a, String b) {
    return lines.let(script("torch.add(%s, %s)", a, b));
  }

  private String uniform(String name, double gain, int fanIn, int... shape) {
    RandomStream stream = RandomStream.of(seed, Purpose.MODEL_WEIGHTS, 0, lines.tensorCount());
    double bound = gain / Math.sqrt(fanIn);
    float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * stream.nextDouble() - 1) * bound);
    }
    return lines.parameter(name, Tensor.of(values, shape));
  }
}
