/** Days that the bodies of events and answers are kept, and that deliveries themselves are. */
export const bodyDays = 30;
export const metadataDays = 180;
