/** Transport id of `KeregeTransport`: only methods that name it are its handlers. */
export const KEREGE_TRANSPORT = Symbol('kerege-transport');
