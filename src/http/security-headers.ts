import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Browser features the page never needs. None is asked for, so none can be asked for by what should not be there. */
const permissions = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

export interface HeaderOptions {
  /** The server is reached by https. */
  readonly isSecure: boolean;
  /** Origins that may frame the answer. None: nobody may. */
  readonly framedBy: readonly string[];
  /** Other sites may load the answer as it is: the embedding script, and the page inside their frame. */
  readonly sharable: boolean;
}

/**
 * What every answer of a page or its API tells the browser: load nothing from elsewhere, run nothing that stands inside the
 * page, tell no other site where the person came from, be framed by nobody who was not named.
 */
export function securityHeaders({ isSecure, framedBy, sharable }: HeaderOptions): readonly RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'none'"],
          'script-src': ["'self'"],
          'style-src': ["'self'"],
          'font-src': ["'self'"],
          'img-src': ["'self'"],
          'connect-src': ["'self'"],
          'manifest-src': ["'self'"],
          'base-uri': ["'none'"],
          'form-action': ["'none'"],
          'frame-ancestors': framedBy.length > 0 ? [...framedBy] : ["'none'"],
          'require-trusted-types-for': ["'script'"],
          ...(isSecure ? { 'upgrade-insecure-requests': [] } : {}),
        },
      },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: sharable ? 'cross-origin' : 'same-origin' },
      // Older browsers know this instead of frame-ancestors; it cannot name origins.
      frameguard: framedBy.length > 0 ? false : { action: 'deny' },
      hsts: isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
      referrerPolicy: { policy: 'no-referrer' },
    }),
    (_request, response, next) => {
      response.set('permissions-policy', permissions);
      next();
    },
  ];
}
